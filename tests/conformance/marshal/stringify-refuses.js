// spec V6.6
// References have no text.
// throws: Error: Marshal's stringify rejects presences and promises (an object)
const marshal = await import('@endo/marshal');
return marshal.stringify(harden([Far('x', {})]));
