// spec E17.3
// Bytes as hexadecimal digits and back, in either case.
// gives: ["00ff10a9",[0,255,16,169],[222,173],""]
return [new Uint8Array([0, 255, 16, 169]).toHex(), [...Uint8Array.fromHex('00ff10a9')], [...Uint8Array.fromHex('dEaD')], new Uint8Array().toHex()];
