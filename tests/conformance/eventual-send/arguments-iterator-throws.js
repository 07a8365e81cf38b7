// spec P6.11
// What an iterator throws is thrown at the sender.
// gives: f threw RangeError: it | g threw RangeError: mid
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
attempt('f', () => HandledPromise.applyFunction(() => 1, { [Symbol.iterator]() { throw RangeError('it') } }));
attempt('g', () => HandledPromise.applyFunction(() => 1, { *[Symbol.iterator]() { yield 1; throw RangeError('mid') } }));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
