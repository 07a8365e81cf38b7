// spec E12.11
// What was printed cannot be read back.
// gives: [[],[]]
// prints: Log: secret
// prints: Log:   secret: 1
console.group('secret');
console.count('secret');
return [Reflect.ownKeys(console.log).filter(k => k !== 'length' && k !== 'name'), Object.getOwnPropertySymbols(console)];
