// spec E14.1
// Halves of surrogate pairs may stand alone, with and without escape.
// gives: d800 dc00 dead 1f600
return ['"\\ud800"', '"\\uDC00"', '"\udead"', '"\\ud83d\\ude00"']
  .map(text => JSON.parse(text).codePointAt(0).toString(16)).join(' ');
