// spec E18.2
// So does an async function.
// gives: 6
let a = 1;
return a + (a = await 5);
