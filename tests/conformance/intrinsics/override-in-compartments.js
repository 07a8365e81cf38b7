// spec E2
// It holds in compartments, whose intrinsics are the same.
// gives: ["own",true]
const c = new Compartment();
return [c.evaluate(`const heir = {}; heir.toString = () => 'own'; String(heir)`), c.evaluate(`try { Object.prototype.x = 1; false } catch { true }`)];
