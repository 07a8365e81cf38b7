// spec E17.4
// Only buffers can be moved.
// gives: ["TypeError","TypeError","TypeError"]
const { get } = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'detached');
const { transfer, transferToFixedLength } = ArrayBuffer.prototype;
return [get, transfer, transferToFixedLength].map(f => { try { return f.call(new Uint8Array(1)); } catch (e) { return e.name; } });
