// spec E16.5
// Offsets say how far a place is ahead of UTC.
// gives: [-3600000,3600000,19800000,86340000,-86340000]
return ['T00:00+01:00', 'T00:00-01:00', 'T00:00:00-05:30', 'T00:00:00.000-23:59', 'T00:00+23:59'].map(rest => Date.parse(`1970-01-01${rest}`));
