// spec E8.6, E13.1
// Errors of the other compartment.
// gives: confined
try { shared.fail(); } catch (e) { return [e, e.constructor, e.stack, e.cause, Object.getOwnPropertyDescriptors(e), Object.getPrototypeOf(e).constructor]; }
