// spec E2
// Fields of classes define, as they do in the language.
// gives: ["field","name","own"]
class A { toString = 'field'; static name = 'name'; }
class B extends Array { constructor() { super(); this.push = 'own'; } }
return [new A().toString, A.name, new B().push];
