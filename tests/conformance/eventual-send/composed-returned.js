// spec P6.15
// The last handler of a composed call sees the promise of the first message.
// gives: get a true | af true | r ok 3
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
const res = [];
const f = kit({ applyFunction(t, a, r) { log('af ' + res.includes(r)); return 3 } });
const k = kit({ get(t, p, r) { log('get ' + p + ' ' + (r === undefined)); return f.promise } }); res.push(E(k.promise).a(1));
watch('r', res[0]);
await ticks(10);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
