// spec E11.1
// Typed arrays, buffers and views.
// gives: done
harden([new Uint8Array(10), new Float64Array(3), new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)]);
return 'done';
