// spec E17.3
// By default the padding may be left out, and bits that mean nothing are ignored.
// gives: [[102],[102,111],[102],[102,111,111,102]]
return ['Zg', 'Zm8', 'Zh==', 'Zm9vZg'].map(text => [...Uint8Array.fromBase64(text)]);
