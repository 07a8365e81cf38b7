// spec E9.3
// The accessor gives undefined for all else.
// gives: [null,"[object Object]"]
const { prototype } = Object.getPrototypeOf(ModuleSource);
const { get } = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
return [get.call({}) ?? null, String(ModuleSource.prototype)];
