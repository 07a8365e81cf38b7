// spec E18.5
// Functions within it show their own.
// gives: ["() => 1","x => x","function  g ( ) {}"]
const f = Function('a = () => 1', 'return [a, x => x, function  g ( ) {}]');
return f().map(String);
