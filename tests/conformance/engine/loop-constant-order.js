// spec E18.2
// A condition evaluates its left side first.
// gives: ["left","ReferenceError"]
const log = [];
const f = () => { let i = 0; while ((log.push('left'), i) < N) i++; };
try { f(); } catch (e) { log.push(e.name); }
const N = 2;
return log;
