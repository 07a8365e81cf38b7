// spec E9.1
// What no module may say.
// gives: true
const texts = ['let a; let a;', 'export { nope };', 'return 1', 'with ({}) {}', 'export let a; export { a };', 'await = 1', 'import { a, a } from "b";', '<!-- x', 'delete x', 'new.target'];
return texts.every(text => {
  try {
    return new ModuleSource(text) === 1;
  } catch (error) {
    return error instanceof SyntaxError;
  }
});
