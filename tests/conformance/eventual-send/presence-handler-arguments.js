// spec P6.15
// What a presence's handler is called with.
// gives: am 5 object true | af 4 | g 4 | am 5 undefined true | af 4 | g 4
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit({ applyMethod(...r) { log('am ' + r.length + ' ' + typeof r[3] + ' ' + Object.isFrozen(r[2])); }, applyFunction(...r) { log('af ' + r.length) }, get(...r) { log('g ' + r.length) } });
const a = k.withPresence();
E(a).x(1);
E(a)(2);
E.get(a).y;
E.sendOnly(a).x(1);
E.sendOnly(a)(2); HandledPromise.getSendOnly(a, 'z');
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
