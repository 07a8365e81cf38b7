// spec E17.3
// What is no hexadecimal text is a SyntaxError.
// gives: []
return ['0', '0g', 'xx', ' 00', '00 ', '0x00', '\uff10\uff10', '000'].filter(text => {
  try { Uint8Array.fromHex(text); return true; } catch (e) { return e.name !== 'SyntaxError'; }
});
