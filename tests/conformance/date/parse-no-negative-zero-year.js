// spec E16.5
// The year zero has no minus.
// gives: [null,null,true]
return [Date.parse('-000000'), Date.parse('-000000-01-01T00:00Z'), Date.parse('+000000') === Date.parse('0000')];
