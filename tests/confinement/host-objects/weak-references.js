// spec E4
// Ways to see what is collected.
// gives: confined
return ['WeakRef', 'FinalizationRegistry', 'gc'].map(name => globalThis[name]).concat([new WeakMap(), new WeakSet(), WeakMap.prototype.entries]);
