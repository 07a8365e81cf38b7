// spec V8.4
// References become what the caller says, if that stays one element.
// gives: ["~^r1 ","Remotable encoding must start with \"r\": (a string)","Remotable encoding must be embeddable: (a string)","Remotable encoding must not contain a C0 control character: (a string)","~^r^fbff0000000000000  ","remotable unexpected: (an object)","[object Alleged: r4]"]
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const kit = enc => makePassableKit({ format: 'compactOrdered', encodeRemotable: enc, decodeRemotable: s => Far('r' + s.length, {}) });
const say = f => { try { return String(f()) } catch (e) { return e.message } }; const x = harden([Far('x', {})]);
return [say(() => kit(() => 'r1').encodePassable(x)), say(() => kit(() => 'x').encodePassable(x)), say(() => kit(() => 'r a').encodePassable(x)), say(() => kit(() => 'r\0').encodePassable(x)), say(() => kit((r, k) => 'r' + k(harden([1]))).encodePassable(x)), say(() => makePassableKit().encodePassable(x)), String(kit().decodePassable('~^r123 ')[0])];
