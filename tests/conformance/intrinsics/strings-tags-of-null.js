// spec E17.2
// They refuse null as this.
// throws: TypeError
return String.prototype.bold.call(null);
