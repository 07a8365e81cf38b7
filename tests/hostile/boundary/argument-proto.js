// spec P6.3
// A message with keys that other systems stumble over.
// gives: alive
return E(vats.neighbour).count(harden(JSON.parse('{"__proto__":1,"constructor":2,"then":3,"toString":4,"#tag":5,"":6}')));
