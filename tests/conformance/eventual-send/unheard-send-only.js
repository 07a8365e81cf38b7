// spec P6.11, P6.16
// What a receiver throws is silent for a message without a reply; a promise that it made and dropped is not.
// gives: undefined
// prints: Error: UnhandledPromiseRejection: thrown: 'late'
E.sendOnly({ f() { throw 'now'; } }).f();
return E.sendOnly({ async f() { throw 'late'; } }).f();
