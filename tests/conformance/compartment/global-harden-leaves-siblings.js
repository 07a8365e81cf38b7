// spec E8.4
// Hardening one global object leaves others as they are.
// gives: [true,false]
const [a, b] = [new Compartment(), new Compartment()]; harden(a.globalThis); return [a, b].map(c => Object.isFrozen(c.globalThis));
