// spec E1
// Attempts to change them throw.
// gives: []
const attempts = [
  () => { Array.prototype.push = 1; }, () => { delete Array.prototype.push; }, () => { Array.prototype[0] = 1; }, () => { Array.prototype.length = 1; }, () => { Object.prototype.x = 1; },
  () => { Object.setPrototypeOf(Object.prototype, {}); }, () => { Object.setPrototypeOf(Array, null); }, () => { Function.prototype.call = 1; }, () => { (async () => {}).__proto__.x = 1; },
  () => { (function* () {}).__proto__.prototype.next = 1; }, () => { [].values().__proto__.next = 1; }, () => { Array[Symbol.species] = Map; },
  () => { Object.defineProperty(RegExp.prototype, 'exec', { value: 1 }); }, () => { Math.PI = 3; }, () => { JSON.parse = 1; }, () => { Promise.prototype.then = 1; },
  () => { Reflect.ownKeys = 1; }, () => { harden.x = 1; }, () => { Symbol.iterator.x = 1; }, () => { Object.prototype.__proto__ = {}; }, () => { Object.prototype.__defineGetter__('x', () => 1); },
  () => { Object.assign(Array.prototype, { x: 1 }); }, () => { Date.prototype.getTime = 1; }, () => { Int8Array.__proto__.from = 1; }, () => { Iterator.prototype.x = 1; }, () => { Error.prototype.name = 'x'; },
];
return attempts.flatMap((attempt, at) => { try { attempt(); return [at]; } catch (e) { return e instanceof TypeError ? [] : [`${at} ${e}`]; } });
