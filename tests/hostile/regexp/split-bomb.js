// spec M3, M5
// A split with a species whose `exec` never comes to an end.
// ends: compute limit
class R extends RegExp {
  static get [Symbol.species]() { return R; }
  exec() { this.lastIndex = 0; return null; }
}
return 'a'.repeat(1e9 / 1000).split(new R('a')).length;
