// spec E14.6
// What a replacer leaves undefined is left out, and may be the whole.
// gives: [[null,2],{"b":2},"none"]
const drop = (key, value) => (value === 1 ? undefined : value);
return [JSON.parse(JSON.stringify([1, 2], drop)), JSON.parse(JSON.stringify({ a: 1, b: 2 }, drop)), JSON.stringify(1, drop) ?? 'none'];
