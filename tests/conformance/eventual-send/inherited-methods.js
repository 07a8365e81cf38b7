// spec P6.12
// Methods inherited from `Promise` make handled promises.
// gives: true | true | r no RangeError: r | 1,2 | true | [{"status":"fulfilled","value":1},{"status":"rejected","reason":3}]
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const r = HandledPromise.reject(RangeError('r'));
log(Object.isFrozen(r));
watch('r', r);
const a = HandledPromise.all([1, 2]);
log(Object.isFrozen(a));
log(String(await a));
log(Object.isFrozen(HandledPromise.race([])));
log(JSON.stringify(await HandledPromise.allSettled([1, Promise.reject(3)])));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
