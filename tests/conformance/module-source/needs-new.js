// spec E9.1
// It is a class.
// throws: TypeError: Class constructor ModuleSource cannot be invoked without 'new'
return ModuleSource('');
