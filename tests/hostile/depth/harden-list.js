// spec M6
// `harden` of a list of twenty thousand links.
// gives: true
// limit: 100000000
let list = null;
for (let i = 0; i < 20000; i += 1) list = { next: list };
return Object.isFrozen(harden(list).next.next);
