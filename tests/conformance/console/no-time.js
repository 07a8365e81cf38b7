// spec E12.12
// What measures time prints nothing.
// gives: done
// prints: nothing
console.time();
console.timeLog();
console.timeEnd();
console.timeStamp();
console.profile();
console.profileEnd();
console.clear();
return 'done';
