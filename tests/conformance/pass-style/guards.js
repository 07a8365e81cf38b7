// spec V4.3
// Guards of one style throw for what has none.
// gives: ["Error",true,false,false,true,false,false]
const pass = await import('@endo/pass-style');
const say = f => { try { return f() } catch (e) { return e.name } };
return [say(() => pass.isRecord({})), say(() => pass.isCopyArray(harden([]))), say(() => pass.isRemotable(1)), pass.isAtom({}), pass.isAtom(1n), pass.isAtom(harden([])), pass.isPassable({})];
