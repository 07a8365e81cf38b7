// spec M6
// A hundred thousand functions, each bound to the one before, and a call.
// ends: memory limit
// limit: 60000000
let f = () => 1;
for (let i = 0; i < 100000; i += 1) f = f.bind(null);
return f();
