// spec E16.5
// A time that no date can have is NaN.
// gives: [null,null,null]
return ['+275760-09-13T00:00:00.001Z', '-271821-04-19T23:59:59.999Z', '+999999'].map(Date.parse);
