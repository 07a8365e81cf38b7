// spec E11.5, E19.20
// The target of a proxy that has no say is not frozen when another proxy refuses.
// gives: ["TypeError",false,false]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const target = {};
const first = new Proxy(target, {});
const second = new Proxy({}, { preventExtensions: () => false });
return [attempt(() => harden([first, second])), Object.isFrozen(target), Object.isExtensible(target) === false];
