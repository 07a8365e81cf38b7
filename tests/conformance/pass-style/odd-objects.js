// spec V1.8
// Objects of the language that keep state pass as nothing.
// gives: ["Error","Error","Error","Error","Error","Error","Error","Error","Error","Error","Error"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
return [new Map(), new Set(), new Date(0), /x/, new Uint8Array(1), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), Object('s'), Object(1n), (function* () {})(), new WeakMap()].map(x => look(() => harden(x)));
