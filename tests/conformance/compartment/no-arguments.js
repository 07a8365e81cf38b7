// spec E8.3
// Without arguments everything has its default.
// gives: ["<unknown>",false]
const c = new Compartment(); return [c.name, c.__noNamespaceBox__];
