// spec E17.2
// `unescape` undoes `escape` for every code unit.
// gives: true
let all = '';
for (let unit = 0; unit < 65536; unit += 1) all += String.fromCharCode(unit);
return unescape(escape(all)) === all;
