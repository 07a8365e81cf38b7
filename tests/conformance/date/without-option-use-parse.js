// spec E16.3, E16.5
// Without the option a text becomes a date by way of a number.
// gives: 2020-02-29T00:00:00.000Z
return new Date(Date.parse('2020-02-29')).toISOString();
