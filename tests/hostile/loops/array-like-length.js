// spec M3
// Methods of arrays over a length that no array has.
// ends: compute limit
return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
