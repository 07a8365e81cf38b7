// spec E17.2
// The old methods of strings and `escape` and `unescape` are there.
// gives: ["ell","x ","%u0107","ć"]
return ['hello'.substr(1, 3), ' x '.trimLeft(), escape('ć'), unescape('%u0107')];
