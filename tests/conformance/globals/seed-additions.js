// spec E4, E5
// What a vat has besides: `console`, `harden`, `HandledPromise`, `Compartment`.
// gives: ["object","function","function","function"]
return [typeof console, typeof harden, typeof HandledPromise, typeof Compartment];
