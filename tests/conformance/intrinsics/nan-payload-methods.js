// spec E17.7
// Methods that read elements and write them as values.
// gives: ["7ff8000000000000"]
const make = () => new Float64Array(new BigUint64Array([0xfff8dead0000beefn, 0x7ff0000000000001n]).buffer);
const made = [make().map(x => x), make().filter(() => true), make().sort(), make().toSorted(), make().with(0, make()[0]).subarray(0, 1), Float64Array.from(make()), Float64Array.of(...make()), make().fill(make()[0]), new Float64Array([...make()]), make().with(1, make()[1]).subarray(1)];
const bits = made.flatMap(array => [...new BigUint64Array(array.slice().buffer)]);
return [...new Set(bits.map(one => one.toString(16)))].filter(one => one !== 'fff8dead0000beef' || true).slice(0, 1);
