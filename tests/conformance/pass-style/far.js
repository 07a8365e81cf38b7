// spec V4.1
// Far marks, hardens, and tells its methods.
// gives: ["[object Alleged: purse]","Alleged: purse",true,["Symbol(s)","__getMethodNames__","a","b"],"DebugName: d",["b","a"]]
const pass = await import('@endo/pass-style');
const x = Far('purse', { b() {}, a() {}, [Symbol.for('s')]() {} });
return [String(x), pass.getInterfaceOf(x), Object.isFrozen(x.a), x.__getMethodNames__().map(String), pass.getInterfaceOf(pass.Remotable('DebugName: d')), Object.keys(x)];
