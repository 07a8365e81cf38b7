// spec E10.3
// `constructor` of functions of the language.
// gives: confined
const natives = [Math.max, [].push, Object, Promise.resolve, Symbol.iterator.toString, Proxy, Function.prototype, ''.at, JSON.parse];
return natives.map(f => { try { return f.constructor('return this')(); } catch (e) { return [e, f.constructor]; } });
