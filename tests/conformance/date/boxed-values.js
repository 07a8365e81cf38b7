// spec E16.3
// A boxed number or text is no number.
// gives: ["Invalid Date","Invalid Date"]
return [String(new Date(Object(5))), String(new Date(Object('1970-01-01')))];
