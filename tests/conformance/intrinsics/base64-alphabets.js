// spec E17.3
// Each alphabet takes its own digits only.
// gives: [[251,255],"SyntaxError","SyntaxError",[251,255]]
const attempt = (text, options) => { try { return [...Uint8Array.fromBase64(text, options)]; } catch (e) { return e.name; } };
return [attempt('+/8='), attempt('-_8='), attempt('+/8=', { alphabet: 'base64url' }), attempt('-_8=', { alphabet: 'base64url' })];
