// spec M6
// Ten thousand `then` on one promise.
// gives: 1
// limit: 100000000
let p = Promise.resolve(1);
for (let i = 0; i < 10000; i += 1) p = p.then(x => x);
return await p;
