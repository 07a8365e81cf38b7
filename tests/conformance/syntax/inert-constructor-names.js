// spec E10.3
// They have the names of what they replace, and their prototypes.
// gives: [["Function",true],["AsyncFunction",true],["GeneratorFunction",true],["AsyncGeneratorFunction",true]]
return [() => 1, async () => 1, function* () {}, async function* () {}].map(f => [f.constructor.name, f.constructor.prototype === Object.getPrototypeOf(f)]);
