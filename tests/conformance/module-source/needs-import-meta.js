// spec E9.2
// `import.meta` anywhere in the text counts.
// gives: [true,true,false]
return ['import.meta', 'class C { static { import.meta.x } }', '// import.meta'].map(text => new ModuleSource(text).needsImportMeta);
