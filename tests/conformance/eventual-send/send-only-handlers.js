// spec P6.15
// Methods for messages without a reply are preferred.
// gives: undefined | undefined | undefined | pending amso 4 x | pending afso 3 | pending gso 3 | presence amso 5 x | presence afso 4 | presence gso 4
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
const all = name => ({ applyMethodSendOnly(...r) { log(name + ' amso ' + r.length + ' ' + String(r[1])) ; return 1 }, applyFunctionSendOnly(...r) { log(name + ' afso ' + r.length); }, getSendOnly(...r) { log(name + ' gso ' + r.length) } });
const k = kit(all('pending'));
log(E.sendOnly(k.promise).x(1));
log(E.sendOnly(k.promise)(1));
log(HandledPromise.getSendOnly(k.promise, 'q'));
await ticks(4);
const j = kit();
const o = j.withPresence(all('presence'));
E.sendOnly(o).x(1);
E.sendOnly(o)(1); HandledPromise.getSendOnly(o, 'q');
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
