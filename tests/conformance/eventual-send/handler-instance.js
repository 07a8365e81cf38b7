// spec P6.15
// A handler may inherit its methods, and errors list these.
// gives: m ok Hx | f ok Hundefined | g no TypeError: "pendingHandler" is defined but has no methods needed for "get" (has ["applyMethod","constructor"])
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
class H { applyMethod(t, p) { return 'H' + p } } const k = kit(new H());
watch('m', E(k.promise).x());
watch('f', E(k.promise)());
watch('g', E.get(k.promise).z);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
