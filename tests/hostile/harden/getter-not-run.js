// spec E11.1
// Getters are not run.
// gives: true
return Object.isFrozen(harden({ get x() { for (;;) {} } }));
