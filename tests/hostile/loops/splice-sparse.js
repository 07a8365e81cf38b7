// spec M3
// One element put in front of a long array that is empty.
// ends: compute limit
return new Array(2 ** 32 - 2).splice(0, 0, 1).length;
