// spec E14.5
// Objects may nest as deep.
// gives: true
const text = '{"a":'.repeat(50000) + '[]' + '}'.repeat(50000);
return JSON.stringify(JSON.parse(text)) === text;
