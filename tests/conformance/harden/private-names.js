// spec E11.6
// Private names are no properties: they can be written as before.
// gives: [true,5]
class Cell { #value = {}; set(v) { this.#value = v; } get() { return this.#value; } inner() { return Object.isFrozen(this.#value); } }
const cell = harden(new Cell());
const before = cell.inner();
cell.set(5);
return [!before, cell.get()];
