// spec V4.1
// ToFarFunction wraps what is not far yet.
// gives: [2,"Alleged: f",true]
const pass = await import('@endo/pass-style');
const f = pass.ToFarFunction('f', x => x + 1);
return [f(1), pass.getInterfaceOf(f), pass.ToFarFunction('g', f) === f];
