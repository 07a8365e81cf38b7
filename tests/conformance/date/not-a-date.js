// spec E16.4
// Methods of dates want a date.
// throws: TypeError
return Date.prototype.getTime.call({});
