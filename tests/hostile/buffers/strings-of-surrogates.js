// spec M5
// Halves of characters go through everything that takes strings.
// gives: done
const s = '\ud800x\udc00\udfff';
for (const name of Reflect.ownKeys(String.prototype)) {
  if (typeof String.prototype[name] !== 'function') continue;
  for (const args of [[], [s], [s, s], [1, s], [/./gu, s]]) {
    try { s[name](...args); } catch (e) { e.name; }
  }
}
[Symbol.for(s), JSON.stringify({ [s]: s }), new Error(s).message, (0, eval)(`'${s}'`).length];
try { new RegExp(s, 'u').exec(s); decodeURIComponent(s); encodeURIComponent(s); } catch (e) { e.name; }
return 'done';
