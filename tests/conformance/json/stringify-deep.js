// spec E14.5
// Values may nest deeper than any stack, and take time by their size only.
// gives: 400002
let value = [];
for (let i = 0; i < 200000; i++) value = [value];
return String(JSON.stringify(value).length);
