// spec E9.2
// `import()` anywhere in the text counts; a static import does not.
// gives: [true,false,false]
return ["const f = () => import('x');", "import 'x';", "'import(1)'"].map(text => new ModuleSource(text).needsImport);
