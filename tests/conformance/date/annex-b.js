// spec E16.4, E17.2
// `getYear`, `setYear` and `toGMTString` are there.
// gives: [120,"1999-01-01T00:00:00.000Z",true,null]
const date = new Date(2020, 0, 1);
const year = date.getYear();
date.setYear(99);
return [year, date.toISOString(), Date.prototype.toGMTString === Date.prototype.toUTCString, new Date(NaN).getYear()];
