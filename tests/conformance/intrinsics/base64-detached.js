// spec E17.3
// Options are read first; then a buffer that is gone is an error.
// gives: ["alphabet","TypeError"]
const bytes = new Uint8Array(3);
const order = [];
let name;
try { bytes.toBase64({ get alphabet() { order.push('alphabet'); bytes.buffer.transfer(); } }); } catch (e) { name = e.name; }
return [order.join(), name];
