// spec E19.3
// Arrays of floating-point numbers are globals of compartments: the bits of NaN show nothing.
// gives: ["function","function","function"]
return new Compartment().evaluate('[typeof Float16Array, typeof Float32Array, typeof Float64Array]');
