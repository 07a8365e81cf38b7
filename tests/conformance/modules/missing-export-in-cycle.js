// spec E9.15
// Also in a cycle, again and again.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
const c = new Compartment({ __options__: true, modules: { a: { source: `import { b } from 'b'; import { nope } from 'b'; export const a = 1;` }, b: { source: `import { a } from 'a'; export const b = 1;` } } });
const names = [];
for (const s of ['a', 'b', 'a', 'b']) names.push(await c.import(s).catch(error => error.name));
return names;
