// spec E14.8
// The separators of lines and paragraphs are written as they are.
// gives: 4
return String(JSON.stringify('\u2028\u2029').length);
