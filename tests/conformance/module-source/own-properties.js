// spec E9.2
// Three own properties, in this order.
// gives: ["imports","exports","reexports"]
return Reflect.ownKeys(new ModuleSource('export default 1;'));
