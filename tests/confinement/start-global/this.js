// spec E8.7
// `this` of the program, of functions and of arrow functions.
// gives: confined
return [this, (function () { return this; })(), (() => this)(), (function () { return (() => this)(); })()];
