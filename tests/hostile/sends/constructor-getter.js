// spec P6.14
// A promise whose `constructor` throws, in every place that looks at it.
// gives: ["no","no","no","no"]
const promise = Promise.resolve({ m() {} });
Object.defineProperty(promise, 'constructor', { get() { throw 'no'; } });
const attempts = [() => E(promise).m(), () => E.resolve(promise), () => E.when(promise), () => E.sendOnly(promise).m()];
return attempts.map(attempt => { try { return typeof attempt(); } catch (thrown) { return thrown; } });
