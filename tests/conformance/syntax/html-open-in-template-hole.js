// spec E10.5
// HTML-like comments are refused, in the vat and in compartments.
// gives: [["SyntaxError",true],["SyntaxError",true],["SyntaxError",true]]
const source = `\`\${1 <!--2
}\``;
return [() => new Compartment().evaluate(source), () => (0, eval)(source), () => Function(source)].map(f => {
  try { return f(); } catch (e) { return [e.name, e.message.includes('SES_HTML_COMMENT_REJECTED')]; }
});
