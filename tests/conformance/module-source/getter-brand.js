// spec E9.3
// The accessors are for sources only.
// throws: TypeError: this is not a ModuleSource
return ModuleSource.prototype.needsImport;
