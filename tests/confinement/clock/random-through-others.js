// spec E17.5
// Other things that are random elsewhere.
// gives: confined
const sample = () => [Symbol('x').toString(), Object.keys({ b: 1, a: 2, 1: 3 }).join(), [...new Set([{}, 1])].length, JSON.stringify({ b: 1, a: 2 }), `${[3, 1, 2].sort()}`, new Uint8Array(16).join(), new ArrayBuffer(64).slice(3).byteLength, new Float64Array([NaN]).buffer.byteLength].join();
return { clock: [sample(), sample()] };
