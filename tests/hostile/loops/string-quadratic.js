// spec M3
// A string that is put together in front and searched.
// ends: compute limit
let s = '';
for (;;) { s = `x${s}`; s.lastIndexOf('y'); }
