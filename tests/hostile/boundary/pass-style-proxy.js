// spec V1.5
// A proxy whose style is asked for is only asked whether it is frozen, and one that is, whether it is a thenable.
// gives: ["isExtensible","Error","isExtensible","Error","isExtensible","Error","isExtensible","ownKeys","getOwnPropertyDescriptor","get","isExtensible","Error"]
const { passStyleOf } = await import('@endo/marshal');
const traps = [];
const handler = new Proxy({}, { get(_, trap) { traps.push(trap); } });
const targets = [{}, [], () => {}, Far('x', {}), Promise.resolve()];
for (const target of targets) {
  try { passStyleOf(new Proxy(target, handler)); } catch (e) { traps.push(e.name); }
}
return traps;
