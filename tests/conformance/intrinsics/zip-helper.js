// spec E17.1
// The result is an iterator helper.
// gives: ["[object Iterator Helper]",[2,4],true,"TypeError"]
const zipped = Iterator.zip([[1, 2]]);
const again = Iterator.zip([{ next: () => again.next() }]);
let name;
try { again.next(); } catch (e) { name = e.name; }
return [Object.prototype.toString.call(zipped), zipped.map(([n]) => n * 2).toArray(), Object.getPrototypeOf(again) === Object.getPrototypeOf([].values().map(x => x)), name];
