// spec P6.15
// What a pending handler is called with.
// gives: am 4 object | af 3 | g 3 | am 4 undefined | af 3 | g 3
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit({ applyMethod(...r) { log('am ' + r.length + ' ' + typeof r[3]); }, applyFunction(...r) { log('af ' + r.length) }, get(...r) { log('g ' + r.length) } });
const a = k.promise;
E(a).x(1);
E(a)(2);
E.get(a).y;
E.sendOnly(a).x(1);
E.sendOnly(a)(2); HandledPromise.getSendOnly(a, 'z');
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
