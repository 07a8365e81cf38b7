// spec E1
// Methods that change their receiver, applied to the prototypes, which are arrays, maps and sets of a kind.
// gives: confined
const attempts = [
  () => Array.prototype.push(1), () => Array.prototype.length = 5, () => Array.prototype.unshift.call(Array.prototype, 1), () => [].splice.call(Array.prototype, 0, 0, 1),
  () => Array.prototype.sort(), () => Array.prototype.reverse(), () => Array.prototype.fill(1), () => Array.prototype.copyWithin(0, 1), () => Object.assign(Array.prototype, { x: 1 }),
  () => Map.prototype.set.call(Map.prototype, 1, 2), () => Set.prototype.add.call(Set.prototype, 1), () => Date.prototype.setTime.call(Date.prototype, 1), () => RegExp.prototype.exec.call(RegExp.prototype, 'a'),
  () => { RegExp.prototype.lastIndex = 5; }, () => { Function.prototype.name = 'x'; }, () => Reflect.defineProperty(Function.prototype, 'length', { value: 9 }), () => Promise.prototype.then.call(Promise.prototype), () => Uint8Array.prototype.set([1]),
  () => Object.prototype.__defineGetter__('x', () => 1), () => Object.prototype.__defineSetter__.call(Array.prototype, 'x', () => 1), () => { Symbol.prototype.description = 'x'; }, () => Error.captureStackTrace(Error.prototype), () => Error.captureStackTrace(Object.prototype), () => Iterator.prototype[Symbol.toStringTag] = 'x', () => { Iterator.prototype.constructor = 1; },
];
return attempts.map(f => { try { return f(); } catch (e) { return e; } });
