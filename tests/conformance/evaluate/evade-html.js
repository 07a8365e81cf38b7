// spec E8.11
// `__evadeHtmlCommentTest__` changes nothing: text that is no comment needs no evasion.
// gives: ["<!-- -->",3]
const c = new Compartment(), o = { __evadeHtmlCommentTest__: true }; return [c.evaluate('"<!-- -->"', o), c.evaluate('1 + 2 // <!-- -->', o)];
