// spec E16.4
// Setters convert their arguments even if the date is invalid.
// gives: ["hour","minute"]
const order = [];
const part = name => ({ valueOf() { order.push(name); return 1; } });
new Date(NaN).setHours(part('hour'), part('minute'));
return order;
