// spec E11.4
// A view of fixed length on a resizable buffer may still lose its elements, so it is refused as well.
// gives: ["TypeError",true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const t = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 9 }), 0, 2);
return [attempt(() => harden(t)), Object.isExtensible(t)];
