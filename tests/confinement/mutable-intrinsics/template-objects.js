// spec E1
// The objects of templates of another compartment.
// gives: confined
const out = [];
const tag = strings => { for (const o of [strings, strings.raw]) { try { o.x = 1; out.push('did'); } catch (e) { out.push(e.name); } } return strings; };
tag`a`;
call(tag, Object.freeze(Object.assign(['a'], { raw: Object.freeze(['a']) })));
return out;
