// spec E9.4
// Parsing runs nothing.
// gives: ["ran"]
new ModuleSource('throw Error("ran");');
return new ModuleSource('export const ran = 1;').exports;
