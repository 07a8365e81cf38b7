// spec E15.1, E15.2
// Options that ask for less safety have no effect.
// gives: ["TypeError",true,"1234.5","TypeError"]
lockdown({ mathTaming: 'unsafe', dateTaming: 'unsafe', localeTaming: 'unsafe', evalTaming: 'unsafe-eval', reporting: 'none' });
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [attempt(() => Math.random()), Number.isNaN(Date.now()), (1234.5).toLocaleString('de'), attempt(() => { Array.prototype.push = 1; })];
