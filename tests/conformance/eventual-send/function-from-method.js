// spec P6.15
// A missing `applyFunction` is `applyMethod` without a name.
// gives: am undefined [[1,2]] 1 object | am undefined [[7]] 1 undefined | am undefined [[1,2]] 1 undefined | am undefined [[8]] 1 undefined | f ok 1 | o ok 1
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const k = kit({ applyMethod(t, p, a, ...r) { log(`am ${String(p)} ${JSON.stringify(a)} ${r.length} ${typeof r[0]}`); return 1 } });
watch('f', E(k.promise)(1, 2));
E.sendOnly(k.promise)(7);
const o = kit().withPresence({ applyMethod(t, p, a, ...r) { log(`am ${String(p)} ${JSON.stringify(a)} ${r.length} ${typeof r[0]}`); return 1 } });
watch('o', E(o)(1, 2));
E.sendOnly(o)(8);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
