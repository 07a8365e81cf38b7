// spec P6.12
// A reason that cannot be hardened is thrown back.
// gives: rej threw RangeError: no | p ok 4
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const k = kit();
attempt('rej', () => k.reject(new Proxy({}, { preventExtensions() { throw RangeError('no') } }))); k.resolve(4);
watch('p', k.promise);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
