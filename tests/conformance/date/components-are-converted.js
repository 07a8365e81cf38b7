// spec E16.4
// Components are converted to numbers, from left to right.
// gives: [1577923200000,"year,month,day"]
const order = [];
const part = (name, value) => ({ valueOf() { order.push(name); return value; } });
return [new Date(part('year', 2020), part('month', '0'), part('day', 2)).getTime(), order.join()];
