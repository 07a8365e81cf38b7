// spec E10.6
// It has the `this` and the `new.target` around it.
// gives: [1,true]
const o = { v: 1, m() { return eval('this.v'); } }; function K() { this.t = eval('new.target') === K; } return [o.m(), new K().t];
