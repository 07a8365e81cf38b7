// spec E4
// `Buffer` is not available; a typed array does its work.
// gives: ["undefined","104,105"]
return [typeof Buffer, `${Uint8Array.from('hi', c => c.charCodeAt(0))}`];
