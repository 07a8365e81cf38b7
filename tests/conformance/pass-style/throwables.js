// spec V4.4
// What is thrown holds no references.
// gives: ["fine","fine","A \"remotable\" is not throwable: (an object)","A \"promise\" is not throwable: (an object)"]
const pass = await import('@endo/pass-style');
const say = x => { try { pass.toThrowable(x); return 'fine' } catch (e) { return e.message } };
return [1, harden({ a: [pass.makeTagged('t', 1)] }), Far('x', {}), harden([Promise.resolve()])].map(say);
