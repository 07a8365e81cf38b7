// spec E9.25
// What a record of the compiler exports again must be among its imports.
// gives: ["TypeError","TypeError"]
const record = { imports: [], exports: ['b'], reexports: [], __fixedExportMap__: {}, __liveExportMap__: {}, __reexportMap__: {},
  __syncModuleProgram__: '({ imports }) => { imports([]); }' };
const kinds = [{ ...record, reexports: ['x'] }, { ...record, __reexportMap__: { x: [['a', 'b']] } }];
return kinds.map(m => {
  try { new Compartment({ __options__: true, modules: { m } }).importNow('m'); return 'ran'; } catch (e) { return e.name; }
});
