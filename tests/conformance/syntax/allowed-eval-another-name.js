// spec E10.6
// Only a call by the plain name is one; anything else that looks like it is not.
// gives: 5
return String(new Compartment().evaluate(`const e = eval; e("1 + 4")`));
