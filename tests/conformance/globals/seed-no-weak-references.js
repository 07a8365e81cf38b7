// spec E4
// What shows the collection of garbage is not there.
// gives: ["undefined","undefined"]
return [typeof WeakRef, typeof FinalizationRegistry];
