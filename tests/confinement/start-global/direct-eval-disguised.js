// spec E10.6
// A direct eval that is written so that it is not seen.
// gives: confined
const sources = ['ev\\u0061l("this")', '(eval)("this")', 'eval/**/("this")', 'eval\n("this")', '((eval))("this")', '`${eval("this")}`', 'eval?.("this")', 'new eval("this")', 'eval`this`'];
return sources.map(source => { try { return (0, eval)(source); } catch (e) { return e; } });
