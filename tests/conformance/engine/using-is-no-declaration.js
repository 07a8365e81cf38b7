// spec E18.16
// A `using` declaration is refused.
// gives: ["SyntaxError","SyntaxError","SyntaxError"]
return ['{ using x = null; }', '(async () => { await using x = null; })', 'for (using x of []);']
  .map(text => { try { (0, eval)(text); return 'ran'; } catch (e) { return e.name; } });
