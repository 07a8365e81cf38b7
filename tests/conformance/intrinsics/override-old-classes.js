// spec E2
// Classes made of functions work as they always did.
// gives: ["Old!","Heir!",true]
function Old() {}
Old.prototype.toString = function () { return `${this.constructor.name}!`; };
function Heir() {}
Heir.prototype = Object.create(Old.prototype);
Heir.prototype.constructor = Heir;
return [String(new Old()), String(new Heir()), new Heir() instanceof Old];
