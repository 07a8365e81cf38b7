// spec E14.1
// Surrogates in the wrong order stay as they are.
// gives: [2,56832,55357]
const text = JSON.parse('"\\ude00\\ud83d"');
return [text.length, text.charCodeAt(0), text.charCodeAt(1)];
