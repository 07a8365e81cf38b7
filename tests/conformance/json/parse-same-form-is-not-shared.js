// spec E14.1
// Objects of one form are independent of each other.
// gives: [{"y":1,"z":9},{"x":2,"y":2},"y,z","x,y"]
const [a, b] = JSON.parse('[{"x":1,"y":1},{"x":2,"y":2}]');
delete a.x;
a.z = 9;
return [a, b, Object.keys(a).join(), Object.keys(b).join()];
