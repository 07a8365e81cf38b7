// spec E9.3
// The classes are frozen like all intrinsics.
// gives: true
const parent = Object.getPrototypeOf(ModuleSource);
return [ModuleSource, ModuleSource.prototype, parent, parent.prototype].every(Object.isFrozen);
