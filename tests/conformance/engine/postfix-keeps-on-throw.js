// spec E18.2
// A variable whose conversion throws stays what it was.
// gives: object
let s = { valueOf() { throw 1; } };
try { s++; } catch {}
try { --s; } catch {}
return typeof s;
