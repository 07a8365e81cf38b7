// spec E9.2
// Names are sorted, whatever declares them.
// gives: ["D","a","b","c","default","v","w"]
const text = `export let a = 1; export const b = 2; export function c() {} export class D {} export default 1; export var [v, { w }] = [1, { w: 2 }];`;
return new ModuleSource(text).exports;
