// spec P6.15
// An error names the role of a handler and lists what it has.
// gives: f no TypeError: "presenceHandler" is defined but has no methods needed for "applyFunction" (has ["foo"]) | g no TypeError: "presenceHandler" is defined but has no methods needed for "get" (has ["foo"]) | m no TypeError: "presenceHandler" is defined but has no methods needed for "get" (has ["foo"])
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const k = kit();
const o = k.withPresence({ foo() {}, bar: 1 });
watch('m', E(o).x(1));
watch('f', E(o)(1));
watch('g', E.get(o).z);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
