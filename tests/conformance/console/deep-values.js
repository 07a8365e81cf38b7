// spec E12.13
// What is deep is only named.
// gives: done
// prints: Log: [ [ [ [ [Array] ] ] ] ]
let deep = 1;
for (let i = 0; i < 100000; i += 1) deep = [deep];
console.log(deep);
return 'done';
