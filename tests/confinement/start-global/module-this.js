// spec E10.7
// `this`, `globalThis` and functions of a module.
// kind: module
// gives: confined
export const top = this;
export const own = globalThis;
export const f = (function () { return this; })();
export const evaluated = (0, eval)('this');
export const made = Function('return this')();
