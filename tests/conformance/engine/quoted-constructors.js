// spec E18.9
// A method named constructor is the constructor in quotes too; one whose name is computed is not.
// gives: [1,1,null,["SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError","class"]]
class Quoted {
  'constructor'() {
    this.made = 1;
  }
}
class Heir extends Quoted {
  "constructor"() {
    super();
    this.heir = this.made;
  }
}
class Computed {
  ['constructor']() {
    this.made = 1;
  }
}
const refused = ["get 'constructor'() {}", "set 'constructor'(v) {}", "*'constructor'() {}", "async 'constructor'() {}", "'constructor' = 1", "'constructor'() {} constructor() {}", "static 'constructor'() {}"].map(member => {
  try {
    return String((0, eval)(`(class { ${member} })`)).slice(0, 5);
  } catch (error) {
    return error.name;
  }
});
return [new Quoted().made, new Heir().heir, new Computed().made ?? null, refused];
