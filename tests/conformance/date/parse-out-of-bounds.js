// spec E16.5
// Parts out of bounds.
// gives: []
return ['1970-00', '1970-13', '1970-01-01T00:60', '1970-01-01T00:00:60', '1970-01-01T00:00+24:00', '1970-01-01T00:00+00:60'].filter(text => !Number.isNaN(Date.parse(text)));
