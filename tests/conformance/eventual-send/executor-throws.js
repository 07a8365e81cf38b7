// spec P6.12
// What an executor throws is thrown.
// gives: x threw RangeError: e
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
attempt('x', () => new HandledPromise(() => { throw RangeError('e'); }));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
