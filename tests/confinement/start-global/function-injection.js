// spec E10.2
// Parameters and bodies that close the function and go on.
// gives: confined
const texts = [['a', '}); globalThis; (function () {'], ['){ return this }) //', ''], ['a = this', 'return a'], ['a){ return globalThis }, function (', ''], ['/*', '*/){'], ['a = globalThis', 'return a'], ['...{a = this}', 'return a']];
return texts.map(([p, b]) => { try { const f = Function(p, b); return [f, f()]; } catch (e) { return e; } });
