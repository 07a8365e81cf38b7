// spec E14.5
// Instances show their fields, not their private ones.
// gives: {"x":1}
return JSON.stringify(new (class { x = 1; #y = 2; get z() { return this.#y; } })());
