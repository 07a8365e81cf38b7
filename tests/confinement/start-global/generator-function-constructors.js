// spec E10.3
// The constructors of generators and asynchronous functions.
// gives: confined
const kinds = [async () => {}, function* () {}, async function* () {}].map(f => Object.getPrototypeOf(f).constructor);
return kinds.map(f => { try { return new f('return this')(); } catch (e) { return [e, f]; } });
