// spec E1
// The prototypes of intrinsics are frozen along their whole chain.
// gives: true
let frozen = true;
for (const start of [Object, Array, RegExp, Map, Promise, Uint8Array, function* () {}, async () => {}, [].values(), new Map().entries()]) {
  for (let o = Object.getPrototypeOf(start); o; o = Object.getPrototypeOf(o)) frozen &&= Object.isFrozen(o);
}
return frozen;
