// spec E14.6
// The keys of elements are strings.
// gives: string,string,string
const kinds = [];
JSON.stringify([5, 6], (key, value) => { kinds.push(typeof key); return value; });
return kinds.join();
