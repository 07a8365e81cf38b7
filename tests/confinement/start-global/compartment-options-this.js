// spec E8.3
// `this` and the arguments of options and hooks.
// gives: confined
const got = [];
function spy(...args) { got.push(this, ...args); return args[0]; }
const options = { __options__: true, transforms: [spy], resolveHook: spy, importHook: spy, importNowHook: spy, moduleMapHook: spy, importMetaHook: spy,
  get name() { got.push(this); return 'n'; }, globals: { get x() { got.push(this); return 1; } } };
const c = new Compartment(options);
try { got.push(c.evaluate('1')); } catch (e) { got.push(e); }
for (const f of [() => c.import('x'), () => c.importNow('x'), () => c.load('y')]) { try { got.push(await f()); } catch (e) { got.push(e); } }
return got;
