// spec E14.8
// What was written is read as the same value.
// gives: true
let text = '';
for (let code = 0; code < 0x3000; code++) text += String.fromCharCode(code);
text += '\ud800\u{1f600}\udfff';
const value = { text, [text.slice(0, 300)]: [1.1, -0.1, 1e300, true, null] };
const again = JSON.parse(JSON.stringify(value));
return again.text === text && JSON.stringify(again) === JSON.stringify(value);
