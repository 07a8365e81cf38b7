// spec E14.1
// Of two indices that are the same the later wins.
// gives: {"7":"b","x":1}
return JSON.parse('{"7":"a","x":1,"7":"b"}');
