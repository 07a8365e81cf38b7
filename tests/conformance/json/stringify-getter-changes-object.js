// spec E14.5
// What a getter changes is seen, but no new keys are.
// gives: {"a":1,"c":9}
return JSON.stringify({ get a() { delete this.b; this.c = 9; this.d = 4; return 1; }, b: 2, c: 3 });
