// spec E14.8
// Text before and after the first wide character is whole.
// gives: ["é","ÿ","☃","é",1,"end"]
return JSON.stringify(['é', 'ÿ', '☃', 'é', 1, 'end']);
