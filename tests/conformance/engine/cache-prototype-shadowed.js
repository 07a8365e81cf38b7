// spec E18.11
// A receiver that gets the property itself shows its own.
// gives: [1,2,1]
const get = o => o.x;
const b = Object.create({ x: 1 });
const seen = [get(b)];
b.x = 2;
seen.push(get(b));
delete b.x;
seen.push(get(b));
return seen;
