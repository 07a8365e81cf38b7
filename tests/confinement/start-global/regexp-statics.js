// spec E4
// What other engines keep on `RegExp`.
// gives: confined
/(a)/.exec('a');
return ['$1', '$_', 'input', 'lastMatch', 'leftContext', '$&'].map(key => RegExp[key]).concat([RegExp.prototype.compile]);
