// spec E18.3
// A chain of a hundred thousand proxies cannot be walked.
// ends: stack limit
let p = {};
for (let i = 0; i < 100000; i++) p = new Proxy(p, {});
return p.x;
