// spec E17.6
// It refuses undefined as this.
// throws: TypeError
return String.prototype.localeCompare.call(undefined, 'a');
