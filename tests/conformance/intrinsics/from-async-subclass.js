// spec E17.1
// It makes what it is called on.
// gives: [true,2]
class Mine extends Array {}
const made = await Mine.fromAsync([1, 2]);
return [made instanceof Mine, made.length];
