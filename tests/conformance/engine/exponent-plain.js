// spec E18.10
// Others give the nearer, and undefined as many digits as are needed.
// gives: ["1.23e+5","0.00e+0","1e-7","1e-4","1.0e+1","NaN","1.4e+0"]
return [(123456).toExponential(2), (0).toExponential(2), (1e-7).toExponential(), (0.00015).toExponential(0),
  (9.99).toExponential(1), NaN.toExponential(), (1.45).toExponential(1)];
