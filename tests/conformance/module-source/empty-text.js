// spec E9.2
// Nothing is imported or exported by nothing.
// gives: [[],[],[]]
const { imports, exports, reexports } = new ModuleSource('');
return [imports, exports, reexports];
