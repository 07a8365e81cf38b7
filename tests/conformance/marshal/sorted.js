// spec V7.5
// What must be sorted and is not.
// gives: Must be rank sorted: (an object) vs (an object)
const marshal = await import('@endo/marshal');
try { marshal.assertRankSorted(harden([2, 1])) } catch (e) { return e.message }
