// spec E14.5
// `arguments` is an object, not an array.
// gives: {"0":"a","1":"b"}
return (function () { return JSON.stringify(arguments); })('a', 'b');
