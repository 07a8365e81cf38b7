// spec E9.16
// import waits for what awaits.
// gives: 2
return (await new Compartment({ __options__: true, modules: { m: { source: 'const x = await Promise.resolve(1); export default x + 1;' } } }).import('m')).namespace.default;
