// spec E8.11
// What is an HTML-like comment stays refused.
// throws: SyntaxError
new Compartment().evaluate('1 <!-- 2', { __evadeHtmlCommentTest__: true });
