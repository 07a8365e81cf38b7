// spec E4
// `HandledPromise` is a global, the same one that the module gives.
// gives: [true,"function","function"]
const module = await import('@endo/eventual-send');
return [HandledPromise === module.HandledPromise, typeof module.E, typeof HandledPromise.applyMethod];
