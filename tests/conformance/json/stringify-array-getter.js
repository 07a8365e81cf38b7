// spec E14.5
// Accessors among the elements are asked.
// gives: [1,"got",3]
const list = [1, 2, 3];
Object.defineProperty(list, 1, { get: () => 'got', enumerable: true });
return JSON.stringify(list);
