// spec P6.17
// The methods of a proxy have the name they were read by.
// gives: function | foo | 0 | true | false | new threw TypeError: not a constructor | [d] |  | length,name | bar
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const attempt = (name, f) => { try { const v = f(); log(`${name} gave ${typeof v === 'object' || typeof v === 'function' ? typeof v : String(v)}`); return v; } catch (e) { log(`${name} threw ${err(e)}`); } };
const f = E({}).foo;
log(typeof f);
log(f.name);
log(f.length);
log(Object.isFrozen(f));
log(Object.hasOwn(f, 'prototype'));
attempt('new', () => new f());
log(E({})[Symbol('d')].name);
log(E({})[Symbol()].name);
log(Reflect.ownKeys(f).join());
const g = E.sendOnly({}).bar;
log(g.name);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
