// spec E17.1
// And those of an async iterable, which it does not await twice.
// gives: [0,1,2]
return Array.fromAsync((async function* () { for (let i = 0; i < 3; i += 1) yield i; })());
