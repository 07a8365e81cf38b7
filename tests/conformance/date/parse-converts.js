// spec E16.5
// `Date.parse` converts its argument to a text.
// gives: [0,5,null,null,null]
return [Date.parse(1970), Date.parse({ toString: () => '1970-01-01T00:00:00.005' }), Date.parse(), Date.parse(null), Date.parse(new Date(0))];
