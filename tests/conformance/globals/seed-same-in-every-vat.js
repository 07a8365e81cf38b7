// spec E4
// A vat's globals are exactly the listed set.
// gives: AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean Compartment DataView Date Error EvalError Float16Array Float32Array Float64Array Function HandledPromise Infinity Int16Array Int32Array Int8Array Iterator JSON Map Math ModuleSource NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet assert console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis harden isFinite isNaN lockdown parseFloat parseInt undefined unescape
return Object.getOwnPropertyNames(globalThis).sort().join(' ');
