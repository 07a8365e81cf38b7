// spec E8.6
// Errors that the vat, the engine and another compartment throw.
// gives: confined
const throwers = [() => shared.fail(), () => call(1), () => read(null, 'x'), () => null.x, () => undefinedName, () => (0, eval)('('), () => new Array(-1), () => decodeURI('%'), () => 1n + 1, () => call(() => { throw new Error('x'); }), () => harden(new Proxy({}, { preventExtensions: () => false }))];
return throwers.map(f => { try { f(); } catch (e) { try { return [e, e.constructor, e.constructor.constructor('return this')()]; } catch (inner) { return [e, inner, Object.getPrototypeOf(e)]; } } });
