// spec E17.4
// `transfer` keeps how far a buffer may grow; `transferToFixedLength` does not.
// gives: [true,16,8,false,8]
const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
const moved = buffer.transfer(8);
const kept = [moved.resizable, moved.maxByteLength, moved.byteLength];
const fixed = moved.transferToFixedLength();
return [...kept, fixed.resizable, fixed.maxByteLength];
