// spec E17.3
// A chunk that is not whole can be left for later.
// gives: [[102,111,111],[102,111,111],[102,111,111],[],[102,111,111,102]]
return ['Zm9vZg', 'Zm9vZ', 'Zm9vZg=', 'Zg', 'Zm9vZg=='].map(text => [...Uint8Array.fromBase64(text, { lastChunkHandling: 'stop-before-partial' })]);
