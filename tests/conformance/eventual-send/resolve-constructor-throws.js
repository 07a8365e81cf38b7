// spec P6.14
// A `constructor` that throws throws at the sender.
// gives: r threw RangeError: c | e threw RangeError: c | w threw RangeError: c
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const q = Promise.resolve(1); Object.defineProperty(q, 'constructor', { get() { throw RangeError('c') } });
attempt('r', () => E.resolve(q));
attempt('e', () => E(q).foo());
attempt('w', () => E.when(q));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
