// spec E8.7
// `try` at the top of a text.
// gives: ["caught","always"]
return new Compartment().evaluate('const log = []; try { throw "caught"; } catch (e) { log.push(e); } finally { log.push("always"); } log');
