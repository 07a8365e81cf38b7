// spec E1
// The global object's prototypes are frozen too.
// gives: true
let frozen = true;
for (let o = globalThis; o; o = Object.getPrototypeOf(o)) frozen &&= Object.isFrozen(o);
return frozen;
