// spec E9.4
// Every kind of scope works in every instance of one source.
// gives: ["a0,a1,1,x;2","b0,b1,1,x;2"]
const text = `
  let n = 0;
  class C { #p = name; static count = 0; get p() { C.count += 1; return this.#p; } }
  const fs = [];
  for (let i = 0; i < 2; i += 1) fs.push(() => new C().p + i);
  const g = function* ({ y = 1, ...rest }) { yield y; try { yield* Object.keys(rest); } catch (e) { n = e; } };
  export const all = [...fs.map(f => f()), ...g({ x: 1 })].join() + ';' + C.count;
`;
const source = new ModuleSource(text);
return ['a', 'b'].map(name => new Compartment({ __options__: true, globals: { name }, modules: { m: { source } } }).importNow('m').all);
