// spec E8.7
// A declaration hides a global in this text only.
// gives: ["mine","function"]
const c = new Compartment(); return [c.evaluate('let Array = "mine"; Array'), c.evaluate('typeof Array')];
