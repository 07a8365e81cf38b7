// spec E17.3
// They are written through the view, where it begins.
// gives: [0,0,102,111,111,0]
const bytes = new Uint8Array(6);
bytes.subarray(2, 5).setFromBase64('Zm9v');
return [...bytes];
