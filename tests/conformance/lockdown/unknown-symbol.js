// spec E15.2
// A symbol is no option either.
// throws: Error: lockdown(): non supported option ["[Symbol(x)]"]
lockdown({ [Symbol('x')]: 1 });
