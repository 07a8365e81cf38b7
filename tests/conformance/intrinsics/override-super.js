// spec E2
// So does an assignment through `super`.
// gives: ["own",true]
class A { m() { super.toString = 'own'; return this.toString; } }
const made = new A();
return [made.m(), Object.hasOwn(made, 'toString')];
