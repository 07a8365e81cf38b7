// spec E14.1
// What is a number in the language but not in JSON is refused.
// gives: []
return ['+1', '.5', '1.', '01', '-01', '0x1', '1_000', '1n', 'Infinity', '-Infinity', 'NaN', '1e', '1e+', '-', '--1', '1.e1', '00', '1 2'].filter(text => {
  try { JSON.parse(text); return true; } catch { return false; }
});
