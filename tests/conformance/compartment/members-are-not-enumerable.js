// spec E8.2
// No member of a compartment is enumerable.
// gives: []
const found = [];
for (const key in new Compartment()) found.push(key);
return found;
