// spec E18.11
// A receiver with another prototype shows the other's.
// gives: [1,3,"undefined"]
const get = o => o.x;
const b = Object.create({ x: 1 });
const seen = [get(b)];
Object.setPrototypeOf(b, { x: 3 });
seen.push(get(b));
Object.setPrototypeOf(b, null);
seen.push(String(get(b)));
return seen;
