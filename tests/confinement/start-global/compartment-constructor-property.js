// spec E8.1
// `constructor` of a compartment and of the prototype.
// gives: confined
const c = new Compartment();
const found = [c.constructor, Compartment.prototype.constructor, Compartment.constructor];
return found.map(f => { try { return [f, new f().globalThis, new f().evaluate('this')]; } catch (e) { return [f, e]; } });
