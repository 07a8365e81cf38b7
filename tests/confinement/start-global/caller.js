// spec E10.4
// The caller of a function that the vat calls.
// gives: confined
function spy() { const found = []; for (const key of ['caller', 'arguments', 'callee']) { try { found.push(spy[key]); } catch (e) { found.push(e); } } return found; }
return [call(spy), shared.run(spy), [1].map(spy)];
