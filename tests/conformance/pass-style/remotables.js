// spec V1.8
// A remotable is marked by its prototype, and has only methods.
// gives: ["remotable","remotable","Error","Error","Error","remotable","Error","Error","remotable","Error"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
const mark = (tag, more = {}) => Object.create(Object.prototype, { [Symbol.for('passStyle')]: { value: 'remotable' }, [Symbol.toStringTag]: { value: tag }, ...more });
return [() => Far('x', { a() {} }), () => harden(Object.create(mark('Alleged: x'))), () => harden(Object.create(mark('x'))), () => harden(Object.create(mark('Alleged: x', { y: { value: () => 1 } }))), () => harden(Object.create(mark('DebugName: d'), { a: { value: 1 } })),
  () => harden(Object.create(Object.create(mark('Remotable'), { m: { value() {} } }))), () => Object.freeze(Object.create(Object.create(mark('Remotable')))), () => harden(() => 1), () => Far('f', () => 1), () => Far('f', class {})].map(look);
