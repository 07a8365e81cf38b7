// spec E16.4
// Years before the first and after the 9999th.
// gives: ["Fri Dec 31 -0001 00:00:00 GMT+0000","Sat, 01 Jan 0000 00:00:00 GMT","+012345-01-01T00:00:00.000Z","-000001-12-31T00:00:00.000Z"]
const before = new Date(Date.UTC(-1, 11, 31));
return [before.toString(), new Date(-62167219200000).toUTCString(), new Date(12345, 0).toISOString(), before.toISOString()];
