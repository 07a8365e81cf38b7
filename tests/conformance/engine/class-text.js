// spec E18.5
// A class shows its text.
// gives: ["class A { x = 1 }","class { static m ( ) { } }"]
return [(class A { x = 1 }).toString(), String(class { static m ( ) { } })];
