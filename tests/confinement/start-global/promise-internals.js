// spec E8.6
// The functions that promises hand out.
// gives: confined
const got = [];
class P extends Promise { constructor(executor) { super((...args) => { got.push(...args, executor); executor(...args); }); } }
await new P(done => done(1)).then(x => x).finally(() => {});
return [got, Promise.withResolvers(), P[Symbol.species]];
