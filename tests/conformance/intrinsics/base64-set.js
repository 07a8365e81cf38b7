// spec E17.3
// Bytes are written to an array, as many as have room, and told of.
// gives: [{"read":8,"written":6},[102,111,111,98,97,114,0,0],{"read":4,"written":3},[102,111,111,0,0],{"read":0,"written":0}]
const text = 'Zm9vYmFy';
const wide = new Uint8Array(8), narrow = new Uint8Array(5);
return [wide.setFromBase64(text), [...wide], narrow.setFromBase64(text), [...narrow], new Uint8Array(0).setFromBase64('*')];
