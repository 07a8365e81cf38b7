// spec E8.5, E5
// Capabilities limit what a compartment can do.
// gives: undefined
// prints: Log: File access: Content of /public/data.txt
// prints: Log: Security error: Access denied: /private/secret.txt
const createFileCapability = allowedPaths => harden({
  readFile: path => {
    if (!allowedPaths.includes(path)) throw new Error(`Access denied: ${path}`);
    return `Content of ${path}`;
  },
});
const sandboxed = new Compartment({
  globals: { fileSystem: createFileCapability(['/public/data.txt']), console: harden(console) },
  __options__: true,
});
sandboxed.evaluate(`
try {
  const data = fileSystem.readFile('/public/data.txt');
  console.log('File access:', data);
} catch (error) {
  console.log('File error:', error.message);
}
try {
  fileSystem.readFile('/private/secret.txt');
  console.log('Should not reach here');
} catch (error) {
  console.log('Security error:', error.message);
}
`);
