// spec P6.17
// A method called on another object rejects with a frozen promise.
// gives: true | r no Error: Unexpected receiver for ""foo"" method of E("[Alleged: thing]") | c no Error: Unexpected receiver for ""foo"" method of E("[Alleged: thing]") | o no Error: Unexpected receiver for ""foo"" method of E({"a":1}) | s no Error: Unexpected receiver for ""[Symbol(z)]"" method of E({})
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const f = E(Far('thing', {})).foo;
const r = f();
log(Object.isFrozen(r));
watch('r', r);
watch('c', f.call({}));
watch('o', E({ a: 1 }).foo.call(1));
watch('s', E({})[Symbol('z')].call());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
