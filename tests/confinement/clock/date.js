// spec E16.1
// Every way to ask a date for the time.
// gives: confined
const sample = () => [Date.now(), +new Date(), Date(), +new Date(undefined), Reflect.construct(Date, []).getTime(), new (class extends Date {})().getTime(), Date.prototype.constructor.now(), new Date(2020, 0).setFullYear.call(new Date()), Date.parse(''), Date.prototype.getTimezoneOffset.call(new Date(0))].join();
const before = sample();
for (let i = 0; i < 20000; i += 1);
return { clock: [before, sample()] };
