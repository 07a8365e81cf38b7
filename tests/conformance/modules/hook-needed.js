// spec E9.12
// Without a hook the message says which one is needed.
// gives: ["Failed to load module \"m\" in package \"c\" (1 underlying failures: importHook needed to load module \"m\" in compartment \"c\"","Failed to load module \"m\" in package \"c\" (1 underlying failures: importNowHook needed to load module \"m\" in compartment \"c\""]
const c = new Compartment({ __options__: true, name: 'c' });
const later = await c.import('m').catch(error => error.message);
try {
  c.importNow('m');
} catch (error) {
  return [later, error.message];
}
