// spec E17.3
// Strictly, the padding must be there and no bits be left over.
// gives: [[102],"SyntaxError","SyntaxError","SyntaxError",[]]
const attempt = text => { try { return [...Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' })]; } catch (e) { return e.name; } };
return ['Zg==', 'Zg', 'Zh==', 'Zm9=', ''].map(attempt);
