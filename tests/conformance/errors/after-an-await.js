// spec E13.5
// After an await there are only the calls of that turn.
// gives: done
// prints: Log: RangeError: late\n    at later (errors/after-an-await.js:5:57)
const later = async () => { await null; throw RangeError('late'); };
await later().catch(e => console.log(e));
return 'done';
