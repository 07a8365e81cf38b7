// spec P6.11
// Names may be symbols, and errors quote them.
// gives: a ok 1 | b no TypeError: target has no method "[Symbol(s)]", has [] | c ok 4 | d no Error: invoked method "[Symbol(s)]" is not a function; it is a "number"
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const s = Symbol('s');
watch('a', E({ [s]() { return 1 } })[s]());
watch('b', E({})[s]());
watch('c', E.get({ [s]: 4 })[s]);
watch('d', E({ [s]: 1 })[s]());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
