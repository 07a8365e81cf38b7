// spec E9.2
// A text may end with its list of exports.
// gives: ["a"]
return new ModuleSource('const a = 1; export { a }').exports;
