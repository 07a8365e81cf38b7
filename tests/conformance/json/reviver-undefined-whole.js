// spec E14.4
// A reviver may give undefined for the whole.
// gives: undefined
return JSON.parse('1', () => undefined);
