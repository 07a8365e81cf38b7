// spec E9.5
// importHook may answer without a promise.
// gives: 1
return (await new Compartment({ __options__: true, importHook: () => ({ source: 'export default 1;' }) }).import('m')).namespace.default;
