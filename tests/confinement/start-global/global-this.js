// spec E8.4
// `globalThis`, however it is named.
// gives: confined
return [globalThis, globalThis.globalThis, globalThis['global' + 'This'], Reflect.get(globalThis, 'globalThis', {})];
