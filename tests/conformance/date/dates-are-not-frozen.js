// spec E16.4
// A date can change, unless its vat hands out something else: it is not hardened by being made.
// gives: [7,false]
const date = new Date(0);
date.setTime(7);
return [date.getTime(), Object.isFrozen(date)];
