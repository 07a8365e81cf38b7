// spec E9.6, E9.25
// Each property of a record of the compiler is read once.
// gives: [["imports","__syncModuleProgram__","__fixedExportMap__","__liveExportMap__","__reexportMap__","reexports","__syncModuleFunctor__","__needsImport__","__needsImportMeta__"],1]
const read = [];
const record = { imports: ['other'], exports: [], reexports: ['other'], __fixedExportMap__: {}, __liveExportMap__: {}, __reexportMap__: {}, __syncModuleProgram__: '({ imports }) => { imports([]); }' };
const source = new Proxy(record, { get(target, key) { read.push(key); return target[key]; } });
const c = new Compartment({ __options__: true, modules: { m: { source }, other: { source: 'export const x = 1;' } } });
const { x } = c.importNow('m');
return [read, x];
