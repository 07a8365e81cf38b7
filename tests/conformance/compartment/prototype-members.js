// spec E8.2
// The members of the prototype.
// gives: ["Symbol(Symbol.toStringTag)","__noNamespaceBox__","constructor","evaluate","globalThis","import","importNow","load","module","name"]
return Reflect.ownKeys(Compartment.prototype).map(String).sort();
