// spec P6.11
// Anything else is refused at once.
// gives: m gave TypeError | m gave TypeError | m gave TypeError | m gave TypeError | m gave TypeError | f gave TypeError
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
for (const a of [undefined, null, 5, {}, { length: 1, 0: 1 }]) attempt('m', () => { try { HandledPromise.applyMethod(obj(), 'm', a) } catch (e) { return e.name } });
attempt('f', () => { try { HandledPromise.applyFunction(obj()) } catch (e) { return e.name } });
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
