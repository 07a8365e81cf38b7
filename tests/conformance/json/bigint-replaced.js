// spec E14.7
// A replacer may give a BigInt a form.
// gives: ["12n"]
return JSON.stringify([12n], (key, value) => (typeof value === 'bigint' ? `${value}n` : value));
