// spec E9.1
// The name may be among options.
// gives: true
try {
  return new ModuleSource('var 1', { sourceUrl: 'here.js', sourceMapHook() {} });
} catch (error) {
  return error instanceof SyntaxError && error.message.startsWith('here.js:1:5:');
}
