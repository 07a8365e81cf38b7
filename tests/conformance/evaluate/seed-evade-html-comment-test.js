// spec E8.11
// `__evadeHtmlCommentTest__` is accepted; text that is no comment needs no evasion.
// gives: ["<!--","<!--"]
const c = new Compartment();
return [c.evaluate('"<!--"', { __evadeHtmlCommentTest__: true }), c.evaluate('"<!--"', { __evadeHtmlCommentTest__: false })];
