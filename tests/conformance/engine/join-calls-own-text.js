// spec E18.6
// An element with a text of its own gives it, also the array itself.
// gives: 1,own
const a = [1];
a.push(a);
a.toString = () => 'own';
return [].join.call(a);
