// spec E18.10
// The other forms round as they did.
// gives: ["3","1.00","1.4","-2","123.5","1e+21"]
return [(2.5).toPrecision(1), (1.005).toFixed(2), (1.45).toFixed(1), (-1.5).toFixed(0), (123.456).toPrecision(4), (1e21).toFixed(2)];
