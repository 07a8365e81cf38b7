// spec E16.4
// Dates compare and subtract as numbers and add as texts.
// gives: [3,true,"Thu Jan 01 1970 00:00:00 GMT+00001",5]
return [new Date(5) - new Date(2), new Date(3) < new Date(4), new Date(0) + 1, +new Date(5)];
