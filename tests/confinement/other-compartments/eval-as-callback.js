// spec E10.1
// Its own `eval` called by the other compartment.
// gives: confined
return [shared.run(eval), shared.run(() => (0, eval)('this')), shared.run(Function('return this'))];
