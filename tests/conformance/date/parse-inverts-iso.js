// spec E16.5
// Whatever `toISOString` writes, `Date.parse` reads.
// gives: []
const wrong = [];
for (let time = -8.64e15; time <= 8.64e15; time += 86_399_998_765_433) if (Date.parse(new Date(time).toISOString()) !== time) wrong.push(time);
return wrong;
