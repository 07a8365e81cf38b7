// spec E4
// `lockdown`, `assert` and `ModuleSource` are there too.
// gives: ["function","function","function"]
return [typeof lockdown, typeof assert, typeof ModuleSource];
