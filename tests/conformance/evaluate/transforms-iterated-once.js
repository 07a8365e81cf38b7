// spec E8.8
// The list of transforms is asked once for its iterator, and that once for `next`.
// gives: ["iterator","next",3]
const read = [];
const transforms = { get [Symbol.iterator]() {
  read.push('iterator');
  return () => { const given = [s => s + ' + 1', s => s + ' + 1']; return { get next() { read.push('next'); return () => ({ done: given.length === 0, value: given.pop() }); } }; };
} };
read.push(new Compartment().evaluate('1', { transforms }));
return read;
