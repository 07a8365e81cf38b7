// spec E11.1, M3
// A proxy that shows new objects whenever it is looked at, though it is frozen.
// throws: TypeError
const make = () => new Proxy({}, {
  ownKeys: () => ['next'],
  getOwnPropertyDescriptor: () => ({ value: make(), configurable: true, enumerable: true, writable: true }),
});
harden(make());
