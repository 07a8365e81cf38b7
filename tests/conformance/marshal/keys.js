// spec V8.1, V8.2
// Keys of plain values.
// gives: ["z","v","btrue","f8000000000000000","f8000000000000000","f4007ffffffffffff","ffff8000000000000","ffff0000000000000","p1:0","p2:12","n8:88","n#87:8765432109877","sa b","y@@iterator"]
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const { encodePassable: k } = makePassableKit();
return [undefined, null, true, 0, -0, -1.5, NaN, Infinity, 0n, 12n, -12n, -1234567890123n, 'a b', Symbol.iterator].map(k);
