// spec E17.4
// Views of a buffer that is gone are empty.
// gives: [0,0,null,"TypeError",false]
const view = new Uint8Array(8);
const data = new DataView(view.buffer);
view.buffer.transfer();
let name;
try { data.getInt8(0); } catch (e) { name = e.name; }
return [view.length, view.byteOffset, view[0] ?? null, name, Reflect.has(view, 0)];
