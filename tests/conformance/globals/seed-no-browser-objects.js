// spec E4
// What browsers offer is not there.
// gives: []
return ['window', 'self', 'document', 'navigator', 'location', 'fetch', 'WebAssembly', 'localStorage', 'sessionStorage', 'indexedDB',
  'XMLHttpRequest', 'WebSocket', 'Worker', 'Event', 'EventTarget', 'AbortController', 'Blob', 'File', 'FormData', 'Headers', 'Request',
  'Response', 'MessageChannel', 'BroadcastChannel', 'caches', 'alert', 'prompt', 'requestAnimationFrame', 'getComputedStyle',
  'crypto', 'Crypto', 'performance', 'CustomEvent', 'DOMException', 'ReadableStream', 'frames', 'parent', 'top', 'postMessage',
  'reportError', 'origin', 'customElements', 'history', 'screen', 'Image', 'Audio', 'Node', 'Element'].filter(name => name in globalThis);
