// spec E17.1
// Recent statics of the language are there.
// gives: []
return ['Array.fromAsync', 'Error.isError', 'Iterator.concat', 'Iterator.zip', 'Iterator.zipKeyed', 'Iterator.from', 'Map.groupBy', 'Math.f16round', 'Math.sumPrecise', 'Object.groupBy', 'Object.hasOwn',
  'Promise.try', 'Promise.withResolvers', 'RegExp.escape', 'Uint8Array.fromBase64', 'Uint8Array.fromHex'].filter(path => {
  const [holder, name] = path.split('.');
  return typeof globalThis[holder][name] !== 'function';
});
