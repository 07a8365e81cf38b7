// spec E9.2
// An async arrow function can be the default export.
// gives: ["default"]
return new ModuleSource('export default async () => 1').exports;
