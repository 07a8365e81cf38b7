// spec E10.6
// Only a call by the plain name is one; anything else that looks like it is not.
// gives: eval(x)
return String(new Compartment().evaluate(`\`eval(x)\``));
