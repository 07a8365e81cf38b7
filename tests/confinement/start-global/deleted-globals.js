// spec E8.4
// What is under the own globals when they are deleted.
// gives: confined
const e = globalThis.eval;
const found = [];
for (const key of Reflect.ownKeys(globalThis)) { try { delete globalThis[key]; } catch (error) { found.push(error); } }
for (const text of ['this', 'typeof globalThis', 'typeof Compartment', 'typeof Function', 'typeof eval', 'typeof console', 'typeof harden']) {
  try { found.push(e(text)); } catch (error) { found.push(error); }
}
return found;
