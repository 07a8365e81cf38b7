// spec E14.1
// Every escape stands for its character.
// gives: 22 5c 2f 8 c a d 9 e9 41
const text = JSON.parse('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0041"');
return [...text].map(c => c.codePointAt(0).toString(16)).join(' ');
