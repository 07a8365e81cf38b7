// spec E16.5
// A day that its month does not have is not of the format.
// gives: [["1970-02-29","2000-02-30","1900-02-29","2020-04-31","2020-01-32","2020-01-00"],[]]
const valid = text => !Number.isNaN(Date.parse(text));
const wrong = ['1970-02-29', '2000-02-30', '1900-02-29', '2020-04-31', '2020-01-32', '2020-01-00'];
return [wrong.filter(text => !valid(text)), ['2000-02-29', '2020-02-29', '2020-12-31', '2020-04-30'].filter(text => !valid(text))];
