// spec P6.6
// D takes device nodes only.
// throws: Error: D() must be given a device node
return vatPowers.D();
