// spec E10.4
// Objects of tagged templates.
// gives: confined
const tag = (...args) => args;
const t = () => tag`a${1}b`;
return [t(), t()[0] === t()[0], call(tag, tag`x`), Object.isFrozen(t()[0])];
