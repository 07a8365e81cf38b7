// spec E9.25
// A specifier of any length and of any characters is what it is.
// gives: [1,2]
const odd = `${'x'.repeat(20000)}"\\\n\u2028`;
const record = { imports: [odd], exports: ['b'], reexports: [odd], __fixedExportMap__: {}, __liveExportMap__: {},
  __reexportMap__: { [odd]: [['a', 'b']] }, __syncModuleProgram__: '({ imports }) => { imports([]); }' };
const modules = { m: record, [odd]: { source: new ModuleSource('export const a = 1, z = 2') } };
const { b, z } = new Compartment({ __options__: true, modules }).importNow('m');
return [b, z];
