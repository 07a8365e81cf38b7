// spec L2.2
// How much memory is left cannot be seen.
// gives: confined
const sample = () => ['memory', 'jsHeapSizeLimit', 'usedJSHeapSize'].map(key => globalThis[key]).concat([new ArrayBuffer(10).maxByteLength]).join();
const before = sample();
const keep = Array.from({ length: 1000 }, () => ({}));
return { clock: [before, sample()], keep: keep.length };
