// spec E17.5
// Functions of `Math` that other machines compute in other ways give these very numbers.
// gives: [0.8414709848078965,-0.7470222972386603,22026.465794806718,0.6931471805599453,1.2246467991473532e-16,4.641588833612779,0.7615941559557649,1.4142135623730951]
return [Math.sin(1), Math.tan(2.5), Math.exp(10), Math.log(2), Math.sin(Math.PI), Math.cbrt(100), Math.tanh(1), Math.hypot(1, 1)];
