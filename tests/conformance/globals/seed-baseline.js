// spec E4
// The core objects of the language are there.
// gives:
const names = ['Object', 'Array', 'Number', 'Map', 'WeakMap', 'Set', 'WeakSet', 'BigInt', 'String', 'Symbol', 'Boolean',
  'Function', 'Promise', 'Proxy', 'Reflect', 'RegExp', 'JSON', 'Math', 'Date', 'Error', 'AggregateError', 'ArrayBuffer',
  'DataView', 'Uint8Array', 'BigInt64Array', 'Iterator'];
return names.filter(name => !(name in globalThis)).join();
