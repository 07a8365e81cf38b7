// spec E14.1
// The separators of lines and paragraphs may stand in strings.
// gives: 2
return JSON.parse('"\u2028\u2029"').length;
