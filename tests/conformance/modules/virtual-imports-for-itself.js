// spec E9.19
// Its imports do not run until it asks for them, as CommonJS does.
// gives: ["before","dep","after",1]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, modules: { v: { source: { imports: ['dep'], exports: ['default'], execute(exports, compartment, resolved) { log.push('before'); exports.default = compartment.importNow(resolved.dep).x; log.push('after'); } } }, dep: { source: `log.push('dep'); export const x = 1;` } } });
const { namespace } = await c.import('v');
return [...log, namespace.default];
