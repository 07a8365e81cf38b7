// spec E17.3
// Bytes as base64.
// gives: ["","Zg==","Zm8=","Zm9v","+/8=","-_8=","-_8"]
const bytes = text => Uint8Array.from(text, c => c.charCodeAt());
const odd = new Uint8Array([251, 255]);
return [...['', 'f', 'fo', 'foo'].map(text => bytes(text).toBase64()), odd.toBase64(), odd.toBase64({ alphabet: 'base64url' }), odd.toBase64({ alphabet: 'base64url', omitPadding: true })];
