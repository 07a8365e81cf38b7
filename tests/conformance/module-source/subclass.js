// spec E9.3
// Classes can extend it.
// gives: [true,["a"]]
class Mine extends ModuleSource {}
const source = new Mine('export let a;');
return [source instanceof Mine, source.exports];
