// spec E11.1
// An instance leads to its prototype and so to its class.
// gives: [true,true,true]
class Point { x = {}; static count = { n: 0 }; }
const p = harden(new Point());
return [p.x, Point, Point.count].map(Object.isFrozen);
