// spec P6.12
// The handler is looked at before the executor.
// gives: x threw TypeError: Handler 5 cannot be a primitive
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
attempt('x', () => new HandledPromise(5, 5));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
