// spec E18.4
// So it is in async generators.
// gives: [{"value":"R","done":true},{"done":true},["inner"]]
const log = [];
async function* inner() { try { yield 1; yield 2; } finally { await 0; log.push('inner'); } }
async function* g() { for await (const x of inner()) yield x; }
const running = g();
await running.next();
return [await running.return('R'), await running.next(), log];
