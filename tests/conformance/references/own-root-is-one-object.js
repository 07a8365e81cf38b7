// spec P6.5
// The root of the vat comes home as itself.
// gives: [true,true]
const [me] = Object.values(vats); const found = await Promise.all([me, E.when(me, x => x)]); return [found[0] === me, found[1] === me];
