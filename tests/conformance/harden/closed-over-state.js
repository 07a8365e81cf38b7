// spec E11.6
// What a function closes over is no property: it stays as it is.
// gives: [2,false]
const state = { count: 0 };
const counter = harden({ next() { state.count += 1; return state.count; } });
counter.next();
return [counter.next(), Object.isFrozen(state)];
