// spec E8.7
// A text does not see private names of whoever evaluates.
// throws: SyntaxError
class K { #p = 1; run() { return new Compartment({ globals: { k: this }, __options__: true }).evaluate('k.#p'); } } new K().run();
