// spec E10.7
// `import.meta` of a module.
// kind: module
// gives: confined
export const meta = import.meta;
export const keys = Reflect.ownKeys(import.meta);
export const chain = Object.getPrototypeOf(import.meta);
