// spec E13.1
// It says what the error is called and says when it is asked.
// gives: "Mine: other"
const e = new Error('one');
e.name = 'Mine';
e.message = 'other';
return JSON.stringify(e.stack);
