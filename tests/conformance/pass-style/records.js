// spec V1.7
// A record has plain enumerable properties with strings as names.
// gives: ["copyRecord","Error","Error","Error","Error","copyRecord","Error","Error","Error","Error","copyRecord"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
return [() => harden({ a: 1, 2: [] }), () => ({}), () => harden({ get a() { return 1 } }), () => harden({ [Symbol.for('s')]: 1 }), () => harden({ m() {} }), () => harden({ f: Far('f', () => 1) }),
  () => Object.freeze(Object.defineProperty({}, 'h', { value: 1 })), () => harden({ __proto__: null }), () => harden(Object.create({})), () => harden({ then() {} }), () => harden({ then: 1 })].map(look);
