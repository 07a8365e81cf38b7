// spec E4
// What Node.js offers is not there.
// gives: []
return ['require', 'process', 'Buffer', 'module', 'exports', '__dirname', '__filename', 'global', 'GLOBAL', 'root',
  'structuredClone', 'gc', 'v8', 'Deno', 'Bun', 'print', 'load', 'read'].filter(name => name in globalThis);
