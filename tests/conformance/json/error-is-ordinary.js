// spec E14.3
// The error is an ordinary SyntaxError.
// gives: [true,"SyntaxError",true]
try { JSON.parse('?'); } catch (e) {
  return [e instanceof SyntaxError, e.name, Object.getPrototypeOf(e) === SyntaxError.prototype];
}
