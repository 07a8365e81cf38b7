// spec P6.5
// WeakMap and WeakSet among the powers are the globals.
// gives: [true,true]
return [vatPowers.WeakMap === WeakMap, vatPowers.WeakSet === WeakSet];
