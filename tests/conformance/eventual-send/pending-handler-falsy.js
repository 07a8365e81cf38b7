// spec P6.12
// A pending handler that is falsy is none.
// gives: 0 gave object |  gave object | null gave object | undefined gave object | false gave object | NaN gave object | 0 gave object
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
for (const f of [0, '', null, undefined, false, NaN, 0n]) attempt(String(f), () => new HandledPromise(r => r(1), f));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
