// spec E10.3
// `constructor` of functions of the other compartment.
// gives: confined
return [shared.greet, shared.run, shared.fail, shared.Thing, shared.generate, shared.promise, shared.count].map(f => { try { return f.constructor('return globalThis')(); } catch (e) { return [e, f.constructor]; } });
