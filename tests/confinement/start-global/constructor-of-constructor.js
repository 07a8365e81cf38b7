// spec E10.3
// `constructor` of `constructor`, and so on.
// gives: confined
const found = [];
for (let o = {}, i = 0; i < 10; i += 1) { o = o.constructor; found.push(o); try { found.push(o('return this')); } catch (e) { found.push(e); } }
return found;
