// spec P6.14
// A promise with another prototype is followed.
// gives: false | mine | t1 | t2 | t3 | r ok 1 | t4 | t5 | t6 | t7 | t8
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const p = Promise.resolve(1); Object.setPrototypeOf(p, { __proto__: Promise.prototype, then(...a) { log('mine'); return Promise.prototype.then.apply(this, a) } });
const r = E.resolve(p);
log(r === p);
watch('r', r);
clock(8);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
