// spec E1
// Not even evaluated code can add a global.
// gives: ["TypeError","ReferenceError","undefined","undefined"]
const attempt = code => { try { (0, eval)(code); return 'did'; } catch (e) { return e.name; } };
return [attempt('this.heyBuddy = 1'), attempt('heyBuddy = 1'), typeof heyBuddy, (0, eval)('var own = 1; typeof globalThis.own')];
