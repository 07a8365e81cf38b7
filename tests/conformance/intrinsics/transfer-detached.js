// spec E17.4
// Bytes can move only once; the length is converted before.
// gives: ["TypeError","TypeError","asked"]
const buffer = new ArrayBuffer(8);
buffer.transfer();
const order = [];
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [attempt(() => buffer.transfer()), attempt(() => buffer.transfer({ valueOf() { order.push('asked'); return 1; } })), order.join()];
