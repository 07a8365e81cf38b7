// spec P6.14
// A promise of a subclass is not handed out for its presence.
// gives: false | true
const lines = []; const log = text => { lines.push(String(text)); };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
class X extends HandledPromise {};
let a;
const x = new X((_1, _2, w) => { a = w(handler('h')) });
log(HandledPromise.resolve(a) === x);
log((await HandledPromise.resolve(a)) === a);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
