// spec E8.7
// Assigning what nobody declared throws.
// gives: ["ReferenceError",false]
const c = new Compartment(); try { c.evaluate('nobody = 1'); } catch (e) { return [e.name, 'nobody' in c.globalThis]; }
