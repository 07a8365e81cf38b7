// spec E8.5
// Globals with a prototype of their own, whose setters run while the compartment is being made.
// gives: confined
const got = [];
const trap = Object.create(null, {
  early: {
    set() {
      const child = this;
      const tried = [
        () => child.Function('return globalThis')(),
        () => child.Function('return this')(),
        () => child.Function('return eval("globalThis")')(),
        () => child.eval('globalThis'),
        () => new child.Compartment().globalThis,
        () => new child.Compartment({ __options__: true, modules: { m: '@endo/far' } }).importNow('m'),
        () => child.Function('return import("@endo/far")')(),
        () => child.Function('return import("main.js")')(),
      ];
      for (const attempt of tried) {
        try { got.push(attempt()); } catch (error) { got.push(error); }
      }
      got.push(child);
    },
  },
});
new Compartment({ __options__: true, globals: { ['__proto__']: trap, early: 1 } });
new Compartment({ ['__proto__']: trap, early: 1 });
return got;
