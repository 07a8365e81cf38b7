// spec E15.2
// What a getter of an option throws comes out, and the call does not count.
// gives: ["mine",null]
let thrown;
try { lockdown({ get errorTaming() { throw Error('mine'); } }); } catch (e) { thrown = e.message; }
return [thrown, lockdown()];
