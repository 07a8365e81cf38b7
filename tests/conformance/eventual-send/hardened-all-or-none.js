// spec P6.11
// If one argument cannot be hardened nothing is.
// gives: t threw RangeError: no | false | false
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const bad = new Proxy({}, { preventExtensions() { throw RangeError('no') } });
const a = {};
const t = {};
attempt('t', () => E(t).foo(a, bad));
log(Object.isFrozen(a));
log(Object.isFrozen(t));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
