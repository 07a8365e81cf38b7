// spec P6.3
// A presence cannot be made out of its name.
// gives: Error
const { makeMarshal } = await import('@endo/marshal');
const m = makeMarshal();
try { return typeof m.fromCapData({ body: '#"$0.Alleged: vatRoot"', slots: ['o-50'] }); } catch (e) { return e.name; }
