// spec E9.10
// __noNamespaceBox__ gives the namespace itself.
// gives: [1,"[object Module]"]
const namespace = await new Compartment({ __options__: true, __noNamespaceBox__: true, modules: { m: { source: 'export default 1;' } } }).import('m');
return [namespace.default, Object.prototype.toString.call(namespace)];
