// spec E4.3
// A match leaves nothing behind on `RegExp`.
// gives: [["escape","length","name","prototype"],null,false,false]
/(a)(b)/.exec('xaby');
return [Object.getOwnPropertyNames(RegExp).sort(), RegExp.$1 ?? null, 'lastMatch' in RegExp, 'input' in RegExp];
