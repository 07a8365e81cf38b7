// spec P6.17
// A method without a reply throws instead.
// gives: s threw Error: Unexpected receiver for ""foo"" method of E.sendOnly("[Alleged: thing]") | t threw Error: Unexpected receiver for ""bar"" method of E.sendOnly("str")
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const f = E.sendOnly(Far('thing', {})).foo;
attempt('s', () => f());
attempt('t', () => E.sendOnly('str').bar.call(E.sendOnly('str')));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
