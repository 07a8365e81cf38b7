// spec V1.9
// Tagged data has two hidden marks and a payload.
// gives: ["tagged","Error","Error","Error","TypeError","Error"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
const tagged = (style, tag, payload) => harden(Object.create(Object.prototype, { [Symbol.for('passStyle')]: { value: style }, [Symbol.toStringTag]: { value: tag }, payload }));
const shown = { value: 1, enumerable: true };
return [() => tagged('tagged', 't', shown), () => tagged('tagged', 1, shown), () => tagged('tagged', 't', { value: 1 }), () => tagged('odd', 't', shown), () => tagged(1, 't', shown), () => harden({ [Symbol.for('passStyle')]: 'tagged', [Symbol.toStringTag]: 't', payload: 1 })].map(look);
