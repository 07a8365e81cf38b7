// spec E16.4
// Getters of local time give what those of UTC give.
// gives: []
const date = new Date(2020, 1, 29, 23, 58, 57, 999);
return ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].filter(part => date[`get${part}`]() !== date[`getUTC${part}`]());
