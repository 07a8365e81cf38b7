// spec E16.3
// The argument is not converted.
// gives: ["Invalid Date",[]]
const ran = [];
const spy = {
  [Symbol.toPrimitive]() { ran.push('toPrimitive'); return 0; },
  valueOf() { ran.push('valueOf'); return 0; },
  toString() { ran.push('toString'); return '0'; },
};
return [String(new Date(spy)), ran];
