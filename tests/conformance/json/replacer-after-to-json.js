// spec E14.6
// `toJSON` comes before the replacer.
// gives: [{"v":"toJSON 0!"}]
return JSON.stringify([{ toJSON: key => `toJSON ${key}` }], (key, value) =>
  (typeof value === 'string' && !value.endsWith('!') ? { v: `${value}!` } : value));
