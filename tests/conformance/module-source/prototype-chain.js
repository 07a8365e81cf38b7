// spec E9.3
// AbstractModuleSource is behind it, as constructor and as prototype.
// gives: ["AbstractModuleSource",true,true]
const parent = Object.getPrototypeOf(ModuleSource);
return [parent.name, Object.getPrototypeOf(ModuleSource.prototype) === parent.prototype, new ModuleSource('') instanceof parent];
