// spec M3
// A class with a thousand private fields.
// gives: 999
// limit: 60000000
return (0, eval)('new (class {' + Array.from({ length: 1000 }, (_, i) => `#p${i} = ${i};`).join('') + ' get() { return this.#p999; } })().get()');
