// spec E8.6
// Errors and values that come through promises.
// gives: confined
const found = [];
for (const f of [() => import('other'), () => import({ toString() { throw this; } }), () => shared.promise(), () => Promise.any([]), () => call(async () => null.x), () => shared.promise().constructor]) {
  try { found.push(await f()); } catch (e) { found.push(e, e.constructor, e.errors); }
}
return found;
