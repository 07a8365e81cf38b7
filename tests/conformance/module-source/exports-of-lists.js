// spec E9.2
// Lists, renames, defaults and names that are strings.
// gives: ["a b","default","y"]
return new ModuleSource(`const x = 1; export { x as y, x as default, x as 'a b' };`).exports;
