// spec E9.2, E9.24
// An attribute is no part of the specifier.
// gives: ["./a.json"]
return new ModuleSource(`import x from './a.json' with { type: 'json' };`).imports;
