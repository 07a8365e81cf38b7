// spec E8.1, E8.4, E15.1
// What a new compartment finds is frozen, what is its own too; only its global object is not.
// gives: []
const { globalThis: inner } = new Compartment();
const unfrozen = [];
for (const key of Reflect.ownKeys(inner)) {
  const value = inner[key];
  if (value !== inner && !Object.isFrozen(value)) unfrozen.push(String(key));
}
return unfrozen;
