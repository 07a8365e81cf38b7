// spec P6.5
// The powers of a vat, in their order.
// gives: ["D","exitVat","exitVatWithFailure","WeakMap","WeakSet","testLog"]
return Object.keys(vatPowers);
