// spec E17.3
// Written as far as there is room, or as far as it is good.
// gives: [{"read":4,"written":2},[1,2],"SyntaxError",[3,2]]
const bytes = new Uint8Array(2);
const told = bytes.setFromHex('010203');
const first = [...bytes];
let name;
try { bytes.setFromHex('03zz'); } catch (e) { name = e.name; }
return [told, first, name, [...bytes]];
