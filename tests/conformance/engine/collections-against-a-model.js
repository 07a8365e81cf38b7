// spec E18.1, E18.18
// Random work on Maps and Sets with iterations under way does what the language's lists with empty places would do.
// gives: 0
let seed = 12345;
const chance = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };

// A collection as the language describes it: deleted entries stay, empty.
class Model {
  constructor(entries = []) { this.entries_ = entries; }
  find(key) { return this.entries_.findIndex(entry => entry && entry[0] === key); }
  has(key) { return this.find(key) >= 0; }
  set(key, value) { const at = this.find(key); if (at >= 0) this.entries_[at][1] = value; else this.entries_.push([key, value]); }
  add(key) { this.set(key, key); }
  delete(key) { const at = this.find(key); if (at >= 0) this.entries_[at] = null; return at >= 0; }
  clear() { this.entries_.fill(null); }
  get size() { return this.entries_.filter(Boolean).length; }
  *walk(part) { for (let i = 0; i < this.entries_.length; i += 1) if (this.entries_[i]) yield part(this.entries_[i]); }
  keys() { return this.walk(([key]) => key); }
  values() { return this.walk(([, value]) => value); }
  forEach(each) { for (const [key, value] of this.walk(entry => entry)) each(value, key); }
  isSubsetOf(other) {
    if (this.size > other.size) return false;
    for (const key of this.keys()) if (!other.has(key)) return false;
    return true;
  }
  isDisjointFrom(other) {
    for (const key of this.keys()) if (other.has(key)) return false;
    return true;
  }
  intersection(other) {
    const both = new Model();
    for (const key of this.keys()) if (other.has(key)) both.add(key);
    return both;
  }
  difference(other) {
    const rest = new Model(this.entries_.map(entry => entry && [...entry]));
    for (const key of rest.keys()) if (other.has(key)) rest.delete(key);
    return rest;
  }
}

const work = (collection, isMap, start) => {
  seed = start;
  const log = [];
  const iterators = [];
  const add = key => { if (isMap) collection.set(key, key * 2); else collection.add(key); };
  const disturb = () => {
    if (chance(3) === 0) collection.delete(chance(12));
    if (chance(3) === 0) add(chance(12));
    if (chance(15) === 0) collection.clear();
  };
  for (let i = 0; i < 100; i += 1) {
    const key = chance(12);
    const what = chance(12);
    if (what < 4) add(key);
    else if (what < 7) log.push(collection.delete(key));
    else if (what === 7) { if (chance(6) === 0) collection.clear(); }
    else if (what === 8) iterators.push(chance(2) ? collection.keys() : collection.values());
    else if (what < 11) {
      if (iterators.length) { const { value, done } = iterators[chance(iterators.length)].next(); log.push(`${value}${done}`); }
    } else {
      let calls = 0;
      collection.forEach((value, each) => { log.push(each); calls += 1; if (calls < 20) disturb(); });
    }
    log.push(collection.size);
  }
  if (!isMap) {
    const other = { size: 100, has: () => { if (collection.size < 30) disturb(); return chance(9) > 0; }, keys: () => [].values() };
    for (const method of ['isSubsetOf', 'isDisjointFrom']) log.push(collection[method](other));
    for (const method of ['intersection', 'difference']) log.push([...collection[method](other).keys()].join());
  }
  return `${log} ${[...collection.keys()]}`;
};

let different = 0;
for (let round = 1; round <= 60; round += 1) {
  const isMap = round % 2 === 0;
  if (work(isMap ? new Map() : new Set(), isMap, round * 7919) !== work(new Model(), isMap, round * 7919)) different += 1;
}
return different;
