// spec E14.5
// Boxed primitives are written as what they hold, by their own methods.
// gives: [1,"s",true,2,"t"]
const number = Object(1);
number.valueOf = () => 2;
const string = Object('s');
string.toString = () => 't';
return JSON.stringify([Object(1), Object('s'), Object(true), number, string]);
