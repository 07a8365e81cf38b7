// spec E10.7
// What neither has throws.
// gives: threw
const c = new Compartment({ __options__: true, importNowHook: () => undefined });
try { c.importNow('nowhere'); return 'did'; } catch { return 'threw'; }
