// spec P6.13
// A handler that is no object rejects the promise and is thrown.
// gives: w threw TypeError: Handler 3 cannot be a primitive | p no TypeError: Handler 3 cannot be a primitive
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const k = kit();
attempt('w', () => k.withPresence(3));
watch('p', k.promise);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
