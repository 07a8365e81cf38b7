// spec E14.6
// Items are strings and numbers, boxed or not; each counts once, others not at all.
// gives: {"1":"one","x":"ex","2":"two"}
const value = { x: 'ex', 1: 'one', 2: 'two', true: 'no', null: 'no' };
return JSON.stringify(value, [1, '1', 'x', Object(2), Object('x'), true, null, {}, Symbol('x')]);
