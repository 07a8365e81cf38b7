// spec E18.9
// The computed name of a class method sees every variable around it, however deep, and may hold functions.
// gives: ["k","k1","aka","kk","s","RangeError"]
const key = 'k';
const names = made => Object.getOwnPropertyNames(made).find(name => !['constructor', 'length', 'name', 'prototype'].includes(name));
const thrower = () => {
  throw RangeError('thrown');
};
return [
  (() => names((class { get [key]() { return 1; } }).prototype))(),
  names((class { [(() => key + 1)()]() { return key; } }).prototype),
  names((class { [(x => { const y = x + key; return (() => y + x)(); })('a')]() {} }).prototype),
  names((class { [class { static inner = key + key; }.inner]() {} }).prototype),
  (() => names(class { static async *[(function () { return (() => 's')(); })()](p = key) { yield p; } }))(),
  (() => {
    try {
      return (0, class { set [thrower()](_) {} });
    } catch (error) {
      return error.name;
    }
  })(),
];
