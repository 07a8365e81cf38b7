// spec E8.2
// The members of a compartment are those of the interface.
// gives: __noNamespaceBox__ constructor evaluate globalThis import importNow load module name
return Object.getOwnPropertyNames(Compartment.prototype).sort().join(' ');
