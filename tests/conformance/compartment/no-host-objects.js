// spec E8.4
// Nothing of a host is in a compartment.
// gives: []
const names = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'process', 'require', 'Buffer', 'URL', 'fetch',
  'global', 'window', 'WebAssembly', 'structuredClone', 'performance', 'Intl', 'Atomics', 'SharedArrayBuffer', 'WeakRef',
  'FinalizationRegistry', 'crypto', 'atob', 'ShadowRealm', 'Temporal', 'module', 'exports', '__dirname', '__filename'];
return names.filter(name => name in new Compartment().globalThis);
