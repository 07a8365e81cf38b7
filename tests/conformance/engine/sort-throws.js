// spec E18.1
// A comparator that throws ends the sort with its exception.
// gives: ["two",2]
let n = 0;
try { [3, 2, 1].sort(() => { if (++n === 2) throw 'two'; return 0; }); } catch (e) { return [e, n]; }
