// spec M6
// A source of a module with a hundred thousand brackets.
// ends: stack limit
// limit: 100000000
return new ModuleSource('export default ' + '['.repeat(1e5) + ']'.repeat(1e5));
