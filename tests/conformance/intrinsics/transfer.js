// spec E17.4
// The bytes move to a new buffer, and the old one has none.
// gives: [[1,2,3,4],0,true,false,"TypeError"]
const old = new Uint8Array([1, 2, 3, 4]).buffer;
const moved = old.transfer();
let name;
try { old.slice(); } catch (e) { name = e.name; }
return [[...new Uint8Array(moved)], old.byteLength, old.detached, moved.detached, name];
