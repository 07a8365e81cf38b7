// spec V1.6
// Data may be nested a thousand deep.
// gives: ["copyArray",false,false]
const pass = await import('@endo/pass-style');
const deep = n => { let x = 1; for (let i = 0; i < n; i += 1) x = [x]; return harden(x) };
return [pass.passStyleOf(deep(1000)), pass.isPassable(deep(1001)), pass.isPassable(deep(100000))];
