// spec E9.3
// AbstractModuleSource cannot be called or constructed.
// throws: TypeError: AbstractModuleSource is not a constructor
const Parent = Object.getPrototypeOf(ModuleSource);
return new Parent();
