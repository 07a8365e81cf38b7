// spec P6.11
// Primitives have no methods to name.
// gives: s no TypeError: target has no method "zip", has [] | n no TypeError: target has no method "zip", has [] | b no TypeError: target has no method "zip", has [] | u no TypeError: Cannot deliver "zip" to target; typeof target is "undefined" | nl no TypeError: Cannot deliver "zip" to target; typeof target is "null" | big no TypeError: target has no method "zip", has [] | sym no TypeError: target has no method "zip", has []
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
watch('s', E('str').zip());
watch('n', E(5).zip());
watch('b', E(true).zip());
watch('u', E(undefined).zip());
watch('nl', E(null).zip());
watch('big', E(1n).zip());
watch('sym', E(Symbol.iterator).zip());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
