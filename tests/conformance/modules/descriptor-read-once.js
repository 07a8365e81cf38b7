// spec E9.6
// Each property is read at most once.
// gives: ["namespace","source","specifier","importMeta","compartment"]
const read = [];
const descriptor = new Proxy({ source: 'export default 1;' }, { get: (target, key) => { read.push(key); return target[key]; } });
const c = new Compartment({ __options__: true, modules: { m: descriptor } });
c.importNow('m');
c.importNow('m');
return read;
