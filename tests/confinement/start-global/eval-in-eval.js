// spec E10.1
// Evaluated code that evaluates.
// gives: confined
return (0, eval)(`(0, eval)("(0, eval)('[this, globalThis, (function () { return this; })()]')")`);
