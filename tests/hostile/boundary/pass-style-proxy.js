// spec P6.3
// A proxy asked for its style runs none of its traps.
// gives: 0
const { passStyleOf } = await import('@endo/marshal');
let traps = 0;
const handler = new Proxy({}, { get() { traps += 1; } });
for (const target of [{}, [], () => {}, Far('x', {}), Promise.resolve()]) {
  try { passStyleOf(new Proxy(target, handler)); } catch (e) { e.name; }
}
return traps;
