// spec E17.4
// Own properties of the buffer do not deceive it.
// gives: [4,false]
const buffer = new ArrayBuffer(4);
Object.defineProperty(buffer, 'resizable', { value: true });
Object.defineProperty(buffer, 'maxByteLength', { value: 100 });
const moved = buffer.transfer();
return [moved.byteLength, moved.resizable];
