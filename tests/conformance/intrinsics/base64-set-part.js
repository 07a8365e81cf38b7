// spec E17.3
// What was good before an error is written.
// gives: ["SyntaxError",[102,111,111,0,0,0]]
const bytes = new Uint8Array(6);
let name;
try { bytes.setFromBase64('Zm9v*g=='); } catch (e) { name = e.name; }
return [name, [...bytes]];
