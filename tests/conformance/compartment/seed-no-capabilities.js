// spec E8.4
// A compartment without globals has minimal capabilities.
// gives: AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean Compartment DataView Date Error EvalError Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Iterator JSON Map Math ModuleSource NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis harden isFinite isNaN parseFloat parseInt undefined unescape
const c = new Compartment({ __options__: true });
return Object.getOwnPropertyNames(c.globalThis).filter(name => !['lockdown', 'assert'].includes(name)).sort().join(' ');
