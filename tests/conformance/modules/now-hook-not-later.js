// spec E9.5
// importNowHook may not give a promise.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: importNowHook must not give a promise for module "m" in compartment "c"
return new Compartment({ __options__: true, name: 'c', importNowHook: async () => ({ source: '' }) }).importNow('m');
