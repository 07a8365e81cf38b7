// spec E9.19
// execute gets exports, the compartment and the resolved imports.
// gives: [true,true,{"./dep":"./dep!"},3]
let seen;
const source = { imports: ['./dep'], exports: ['x'], execute(...args) { seen = [this === source, args[1] === c, { ...args[2] }, args.length]; } };
const c = new Compartment({ __options__: true, resolveHook: s => s + '!', modules: { v: { source }, './dep!': { source: '' } } });
c.importNow('v');
return seen;
