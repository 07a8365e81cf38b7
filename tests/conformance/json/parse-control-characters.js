// spec E14.1
// A control character in a string needs an escape; the delete character does not.
// gives: [32,1]
let refused = 0;
for (let code = 0; code < 32; code++) {
  try { JSON.parse(`"${String.fromCharCode(code)}"`); } catch { refused++; }
}
return [refused, JSON.parse('"\u007f"').length];
