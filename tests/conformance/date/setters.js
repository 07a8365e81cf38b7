// spec E16.4
// Setters compute, carry over, and give the new time.
// gives: [1709164800000,"2024-03-01T00:00:00.000Z","2023-12-31T00:00:00.000Z","2023-12-31T23:00:00.000Z","2024-01-01T01:01:00.000Z"]
const date = new Date(0);
const first = date.setFullYear(2024, 1, 29);
const texts = [];
date.setDate(30); texts.push(date.toISOString());
date.setMonth(0, 0); texts.push(date.toISOString());
date.setHours(23); texts.push(date.toISOString());
date.setMinutes(121); texts.push(date.toISOString());
return [first, ...texts];
