// spec E16.2
// There is one `Date`.
// gives: [true,true,7,"Date",["UTC","length","name","now","parse","prototype"]]
return [Date.prototype.constructor === Date, new Date(0).constructor === Date, Date.length, Date.name, Object.getOwnPropertyNames(Date).sort()];
