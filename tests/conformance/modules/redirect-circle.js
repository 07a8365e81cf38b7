// spec E9.13
// A circle is an error, later and now.
// gives: [true,true]
const hook = s => ({ namespace: s === 'a' ? 'b' : 'a', compartment: c });
const c = new Compartment({ __options__: true, importHook: hook, importNowHook: hook });
const circle = error => error.message.endsWith('is redirected in a circle');
const later = await c.import('a').catch(circle);
try {
  c.importNow('a');
} catch (error) {
  return [later, circle(error)];
}
