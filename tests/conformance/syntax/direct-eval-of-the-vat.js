// spec E10.6
// In the vat itself a direct `eval` sees the variables around it.
// gives: [3,1,5]
let local = 1; const inner = () => eval('local + 2'); const seen = [inner(), local]; eval('local = 5'); return [...seen, local];
