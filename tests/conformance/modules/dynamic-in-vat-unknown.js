// spec E9.22
// In the vat itself an unknown module is a rejection.
// gives: TypeError
return import('no-such-module').catch(error => error.name);
