// spec E17.3
// What is no base64 is a SyntaxError.
// gives: []
return ['Z', 'Zg=', 'Zm9v=', 'Zm9vZ', '=', '==', 'Zg==Zg==', 'Zg===', 'Zg = = x', 'Z*==', 'Zm8=\u00a0', 'Z\u017f=='].filter(text => {
  try { Uint8Array.fromBase64(text); return true; } catch (e) { return e.name !== 'SyntaxError'; }
});
