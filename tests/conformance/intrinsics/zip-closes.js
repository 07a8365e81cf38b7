// spec E17.1
// The others are closed, the last first, when one ends or the whole is closed.
// gives: [["c","b"],["c","b","a"],["b","a"]]
const log = [];
const lane = (name, count) => ({ n: 0, [Symbol.iterator]() { return this; }, next() { this.n += 1; return { value: name, done: this.n > count }; }, return() { log.push(name); return {}; } });
const take = () => log.splice(0);
[...Iterator.zip([lane('a', 1), lane('b', 9), lane('c', 9)])];
const first = take();
const open = Iterator.zip([lane('a', 9), lane('b', 9), lane('c', 9)]);
open.next(); open.return();
const second = take();
Iterator.zip([lane('a', 9), lane('b', 9)]).return();
return [first, second, take()];
