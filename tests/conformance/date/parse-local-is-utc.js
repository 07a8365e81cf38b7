// spec E16.5
// Without an offset a time is local time, which is UTC.
// gives: [true,true]
return [Date.parse('2020-07-01T12:00') === Date.parse('2020-07-01T12:00Z'), Date.parse('2020-07-01') === Date.parse('2020-07-01T00:00')];
