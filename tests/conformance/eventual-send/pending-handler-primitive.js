// spec P6.12
// A pending handler that is truthy and no object is refused.
// gives: x threw TypeError: Handler 3 cannot be a primitive | s threw TypeError: Handler "str" cannot be a primitive | sym threw TypeError: Handler "[Symbol(a)]" cannot be a primitive
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
attempt('x', () => new HandledPromise(() => {}, 3));
attempt('s', () => new HandledPromise(() => {}, 'str'));
attempt('sym', () => new HandledPromise(() => {}, Symbol('a')));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
