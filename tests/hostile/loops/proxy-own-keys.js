// spec M3, M5
// A trap that names more keys every time.
// ends: compute limit
const p = new Proxy({}, {
  ownKeys: () => Array.from({ length: 1000 }, (_, i) => `k${i}`),
  getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: 1 }),
});
for (;;) Object.assign({}, p);
