// spec E4.2
// What only browsers have is not there.
// gives: []
return ['window', 'self', 'document', 'fetch', 'localStorage', 'URL', 'URLSearchParams', 'atob', 'btoa', 'TextEncoder', 'TextDecoder',
  'WebAssembly', 'crypto', 'performance', 'structuredClone', 'XMLHttpRequest', 'WebSocket', 'Worker', 'MessageChannel', 'AbortController',
  'Event', 'EventTarget', 'Blob', 'Headers', 'alert', 'print'].filter(name => name in globalThis);
