// spec P6.17
// `E.get(x)` has every property and no calls.
// gives: object | true | false | false | false | null | 0 | call threw TypeError: not a callable function
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const e = E.get({});
log(typeof e);
log('zzz' in e);
log(Reflect.set(e, 'a', 1));
log(Reflect.deleteProperty(e, 'a'));
log(Object.isExtensible(e));
log(Object.getPrototypeOf(e));
log(Object.keys(e).length);
attempt('call', () => e());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
