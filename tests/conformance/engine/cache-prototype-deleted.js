// spec E18.11
// A property that the prototype lost is gone.
// gives: [1,"undefined"]
const get = o => o.x;
const a = { x: 1 };
const b = Object.create(a);
const seen = [get(b)];
delete a.x;
seen.push(String(get(b)));
return seen;
