// spec E9.2
// Each `export *` counts, in the order of `imports`.
// gives: ["k","k","j"]
return new ModuleSource(`export * from 'k'; export * from 'j'; export * from 'k';`).reexports;
