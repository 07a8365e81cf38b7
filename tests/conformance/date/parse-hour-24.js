// spec E16.5
// The hour 24 is midnight at the end of the day, and only that.
// gives: [86400000,86400000,86400000,null,null,null,null]
return ['24:00', '24:00:00', '24:00:00.000Z', '24:01', '24:00:01', '24:00:00.001', '25:00'].map(time => Date.parse(`1970-01-01T${time}`));
