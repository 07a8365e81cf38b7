// spec E18.6
// A join that was interrupted leaves no trace.
// gives: 1
const a = [{ toString() { throw 'stop'; } }];
try { a.join(); } catch {}
a[0] = 1;
return a.join();
