// spec E18.1
// NaN is one key, and the zeros are one.
// gives: [1,2,true,2]
const m = new Map([[NaN, 1], [-0, 2]]);
return [m.get(NaN), m.get(0), Object.is([...m.keys()][1], 0), new Set([0, -0, NaN, NaN]).size];
