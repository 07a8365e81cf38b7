// spec G20
// There is nothing by which code could see what was collected.
// gives: ["undefined","undefined","undefined","undefined"]
return [typeof WeakRef, typeof FinalizationRegistry, typeof globalThis.gc, typeof WeakMap.prototype.size];
