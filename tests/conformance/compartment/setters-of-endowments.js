// spec E8.5, E10.6
// A setter that runs while a compartment is made finds a compartment: its texts are held to the rules of its code.
// gives: ["SyntaxError",2,"TypeError",true]
const got = [];
const trap = Object.create(null, {
  early: {
    set() {
      const child = this;
      const tried = [() => child.Function('return eval("1")')(), () => child.eval('1+1'),
        () => child.missing(), () => new child.Compartment().globalThis !== child];
      for (const attempt of tried) {
        try { got.push(attempt()); } catch (error) { got.push(error.name); }
      }
    },
  },
});
new Compartment({ __options__: true, globals: { ['__proto__']: trap, early: 1 } });
return got;
