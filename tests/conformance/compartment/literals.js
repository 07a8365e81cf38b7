// spec E8.6
// What syntax makes has the prototypes of the vat.
// gives: [true,true,true,true,true,true,true,true]
const p = Object.getPrototypeOf;
const here = [{}, [], /x/, () => 1, async () => 1, function* () {}, async function* () {}, 1n];
const there = new Compartment().evaluate('[{}, [], /x/, () => 1, async () => 1, function* () {}, async function* () {}, 1n]');
return here.map((value, i) => p(value) === p(there[i]));
