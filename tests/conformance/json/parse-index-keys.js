// spec E14.1
// Keys that are indices come first and in order, as in any object.
// gives: 0,1,2,10,4294967294,b,a,4294967295,01,-1
return Object.keys(JSON.parse('{"b":0,"10":0,"2":0,"a":0,"4294967295":0,"01":0,"4294967294":0,"1":0,"-1":0,"0":0}')).join();
