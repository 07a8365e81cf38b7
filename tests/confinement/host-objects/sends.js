// spec E8.4
// Sending without anything to send with.
// gives: confined
const found = [];
for (const text of ['E', 'HandledPromise.applyMethod', 'Promise.delegate', 'Promise.prototype.send', 'Promise.prototype.get', 'Promise.resolve(call).invoke']) {
  try { found.push((0, eval)(text)); } catch (e) { found.push(e); }
}
return found;
