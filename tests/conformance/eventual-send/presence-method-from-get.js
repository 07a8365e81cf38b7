// spec P6.15
// The same for a presence.
// gives: get x 2 undefined | f no TypeError: "presenceHandler" is defined but has no methods needed for "applyFunction" (has ["get"]) | get y 2 undefined | m ok called 1,2
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const k = kit();
const o = k.withPresence({ get(t, p, ...r) { log(`get ${p} ${r.length} ${typeof r[0]}`); return (...a) => 'called ' + a.join() } });
watch('m', E(o).x(1, 2));
watch('f', E(o)(1));
E.sendOnly(o).y(3);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
