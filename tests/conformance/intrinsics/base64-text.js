// spec E17.3
// The text is not converted either.
// gives: ["TypeError","TypeError","TypeError"]
return [undefined, 5, Object('Zg==')].map(text => { try { return [...Uint8Array.fromBase64(text)]; } catch (e) { return e.name; } });
