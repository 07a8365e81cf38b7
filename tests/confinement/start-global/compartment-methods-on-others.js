// spec E8.2
// The methods of compartments on what is none.
// gives: confined
const proto = Compartment.prototype;
const getter = key => Object.getOwnPropertyDescriptor(proto, key).get;
const victims = [undefined, null, globalThis, call, shared, shared.run, {}, Object.create(proto), proto, Compartment];
return victims.map(v => ['globalThis', 'name'].map(key => { try { return Reflect.apply(getter(key), v, []); } catch (e) { return e; } })
  .concat(['evaluate', 'import', 'importNow', 'module'].map(key => { try { return Reflect.apply(proto[key], v, ['this']); } catch (e) { return e; } })));
