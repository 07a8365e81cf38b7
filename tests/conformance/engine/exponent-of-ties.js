// spec E18.10
// A number just between two results gives the larger.
// gives: ["3e+1","-3e+0","1.13e+0","4e+1","9e+0","1.23e+1"]
return [(25).toExponential(0), (-2.5).toExponential(0), (1.125).toExponential(2), (35).toExponential(0), (8.5).toExponential(0), (12.25).toExponential(2)];
