// spec V1.7
// An array has an element at each index and nothing else.
// gives: ["copyArray","Error","TypeError","Error","TypeError","TypeError"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
return [() => harden([1, [], {}]), () => harden([1, , 2]), () => harden(Object.assign([1], { x: 1 })), () => Object.freeze([{}]), () => harden(class extends Array {}.from([1])), () => harden(Object.setPrototypeOf([], null))].map(look);
