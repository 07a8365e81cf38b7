// spec E9.2
// Each specifier once, in the order of the text.
// gives: ["a","b","e","f"]
const source = new ModuleSource(`import a from 'a'; import { b } from 'b'; import * as e from 'e'; import 'f'; import g from 'a';`);
return source.imports;
