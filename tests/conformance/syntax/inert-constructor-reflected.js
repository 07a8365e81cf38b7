// spec E10.3
// Nor does `Reflect.construct`, with whatever new target.
// throws: TypeError
Reflect.construct((async () => {}).constructor, ['return 1'], Function);
