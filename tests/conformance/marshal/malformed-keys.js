// spec V8.6
// What is no key is refused.
// gives: true
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const { decodePassable: d } = makePassableKit();
return ['', 'x', 'btru', 'p1:12', 'n1', '[s', '[\u0001', '(', '(v', ':[\0', '~', '~^v', '~s!', '~sa b', '~(^', '~:^v v ', '~^^v', 'r1', 'y@@nothing', '~' + '^'.repeat(100000)].every(s => { try { d(s); return false } catch (e) { return e.message.length > 0 } });
