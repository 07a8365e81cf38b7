// spec E17.3
// Bytes from base64; white space does not count.
// gives: [[],[102],[102,111],[102,111,111],[251,255],[102,111,111]]
return ['', 'Zg==', 'Zm8=', 'Zm9v', '+/8=', ' Z\tm\n9\fv\r'].map(text => [...Uint8Array.fromBase64(text)]);
