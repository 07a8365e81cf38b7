// spec E14.1
// The digits of an escape may be small or capital letters.
// gives: true
return JSON.parse('"\\uABCD\\uabcd"') === '\uabcd\uabcd';
