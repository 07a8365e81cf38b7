// spec E1, E13.1
// Settings that other engines keep on `Error`.
// gives: confined
const out = [];
for (const key of ['stackTraceLimit', 'prepareStackTrace', 'captureStackTrace', 'stack']) { try { Error[key] = () => 1; out.push(key); } catch (e) { out.push(e.name); } }
return out;
