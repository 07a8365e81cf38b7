// spec E18.5
// A function of the engine shows none.
// gives: ["function max() { [native code] }","function () { [native code] }"]
return [String(Math.max), String((() => 1).bind())];
