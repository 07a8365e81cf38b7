// spec V1.5
// No getter runs while a value is looked at.
// gives: 0
const pass = await import('@endo/pass-style');
let ran = 0;
const get = () => { ran += 1; return 'remotable' };
const proto = Object.create(Object.prototype, { [Symbol.for('passStyle')]: { get }, [Symbol.toStringTag]: { get }, then: { get } });
for (const x of [Object.create(proto), { get a() { ran += 1; return 1 } }, [harden(Object.create(proto))]]) { try { pass.passStyleOf(harden(x)) } catch {} }
return ran;
