// spec V4.1
// Far refuses what is no fresh bundle of methods.
// gives: ["Error","Error","Error","Error","Error","Error","Error","Error","Error","Error"]
const pass = await import('@endo/pass-style');
return [{ a: 1 }, harden({}), [], Far('y', {}), new (class { m() {} })(), { get a() { return 1 } }, 1, Object.assign(() => 1, { a: 1 }), Promise.resolve(), new Map()].map(x => { try { return typeof pass.Far('x', x) } catch (e) { return e.name } });
