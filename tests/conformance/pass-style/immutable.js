// spec V3.1
// Immutable buffers are made of others.
// gives: [true,false,true,[2,3],true,[1,2,3,4,0,0],false,"byteArray"]
const pass = await import('@endo/pass-style');
const b = new ArrayBuffer(4); new Uint8Array(b).set([1, 2, 3, 4]);
const s = b.sliceToImmutable(1, -1), t = b.transferToImmutable(6);
return [b.detached, b.immutable, s.immutable, [...new Uint8Array(s)], t.immutable, [...new Uint8Array(t)], t.resizable, pass.passStyleOf(harden(s))];
