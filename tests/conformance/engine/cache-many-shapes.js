// spec E18.11
// A site that sees many kinds of objects reads each rightly.
// gives: [[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19],[19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1,0]]
const get = o => o.x;
const all = [];
for (let i = 0; i < 20; i++) { const o = {}; for (let k = 0; k < i; k++) o['p' + k] = k; o.x = i; all.push(o); }
return [all.map(get), all.reverse().map(get)];
