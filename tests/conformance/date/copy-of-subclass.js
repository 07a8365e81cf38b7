// spec E16.2
// A date is copied from what it is, not from what it says.
// gives: 7
class Sneaky extends Date {
  valueOf() { throw Error('ran'); }
  getTime() { throw Error('ran'); }
  [Symbol.toPrimitive]() { throw Error('ran'); }
}
return Date.prototype.getTime.call(new Date(new Sneaky(7)));
