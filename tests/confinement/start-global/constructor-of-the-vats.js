// spec E10.3
// `constructor` of functions of the vat.
// gives: confined
return [call, read].map(f => { try { return f.constructor('return this')(); } catch (e) { return [e, f.constructor, Object.getPrototypeOf(f).constructor]; } });
