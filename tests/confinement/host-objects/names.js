// spec E8.4
// Names under which hosts leave things.
// gives: confined
const names = ['console', 'process', 'require', 'module', 'exports', 'global', 'window', 'self', 'Deno', 'Bun', 'print', 'load', 'read2', 'quit', 'fetch', 'WebAssembly', 'HandledPromise', 'assert', 'lockdown', 'vatPowers', 'syscall', '$262', 'gc', 'Realm', 'ShadowRealm', 'E', 'Far', '__proto__', 'secret', 'victim', 'vats'];
return names.map(name => { try { return (0, eval)(name); } catch (e) { return e; } });
