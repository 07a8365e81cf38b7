// spec E17.3
// Options are texts of a few, and never converted.
// gives: ["TypeError","TypeError","TypeError","TypeError","TypeError"]
const attempt = options => { try { return Uint8Array.fromBase64('', options).length; } catch (e) { return e.name; } };
return [attempt(null), attempt('base64'), attempt({ alphabet: 'base32' }), attempt({ alphabet: { toString: () => 'base64' } }), attempt({ lastChunkHandling: 'lax' })];
