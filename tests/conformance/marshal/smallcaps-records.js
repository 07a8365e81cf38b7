// spec V5.2
// Names are sorted by UTF-16 units, integer-like ones first.
// gives: #{"9":"$1.Alleged: nine","10":"$0.Alleged: ten","":0,"!#x":1,"a":1,"b":"$2.Alleged: b","😀":2,"￿":1}
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return m().serialize(harden({ b: Far('b', {}), a: 1, 9: Far('nine', {}), 10: Far('ten', {}), '#x': 1, '': 0, '\uffff': 1, '\ud83d\ude00': 2 })).body;
