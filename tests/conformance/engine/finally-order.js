// spec E18.4
// Nested blocks run from the inside.
// gives: [1,["value","inner","outer"]]
const log = [];
const f = () => { try { try { return log.push('value'); } finally { log.push('inner'); } } finally { log.push('outer'); } };
return [f(), log];
