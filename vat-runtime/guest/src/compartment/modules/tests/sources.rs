//! `ModuleSource` (spec E9.1, E9.2, E9.3, E9.4).

use super::check;

/// What a source says of itself, as one line.
fn said(text: &str) -> String {
    format!(
        "const s = new ModuleSource({text:?});
         return [s.imports, s.exports, s.reexports, s.needsImport, s.needsImportMeta];"
    )
}

#[test]
fn a_source_says_what_it_imports_and_exports() {
    // spec E9.2
    let cases = [
        (
            "import a from 'a'; import {b as c, d} from 'b'; import * as e from 'e'; import 'f'; import g from 'a';",
            r#"[["a","b","e","f"],[],[],false,false]"#,
        ),
        (
            "export * from 'z'; export * as ns from 'y'; export {q, r as s} from 'x'; import {t} from 'w'; export {t as u}; export {t};",
            r#"[["z","y","x","w"],["ns","q","s","t","u"],["z"],false,false]"#,
        ),
        (
            "export let a=1; export const b=2; export function c(){} export class D{} export default 1; export var [v, {w}] = [1,{w:2}];",
            r#"[[],["D","a","b","c","default","v","w"],[],false,false]"#,
        ),
        (
            "export { default } from 'k'; export { default as kk } from 'k'; export * from 'k'; export * from 'k2'; export * from 'k';",
            r#"[["k","k2"],["default","kk"],["k","k","k2"],false,false]"#,
        ),
        (
            "const f = () => import('x'); class C { static { import.meta.url } }",
            r#"[[],[],[],true,true]"#,
        ),
        (
            "const z = 1; export { z as 'a name' }; await z;",
            r#"[[],["a name"],[],false,false]"#,
        ),
        ("", r#"[[],[],[],false,false]"#),
    ];
    for (code, expected) in cases {
        check(&[(&said(code), expected)]);
    }
}

#[test]
fn a_source_that_does_not_parse_says_where() {
    // spec E9.1
    check(&[
        (
            "new ModuleSource('let a = 1;\\nlet b = ;', 'x/y.js')",
            "SyntaxError: x/y.js:2:9: unexpected token ';', primary expression",
        ),
        (
            "new ModuleSource('let a; let a')",
            "SyntaxError: <module source>:1:1: lexical name `a` declared multiple times",
        ),
        (
            "new ModuleSource('export {nope}')",
            "SyntaxError: <module source>:1:1: could not find the exported binding `nope` in the declared names of the module",
        ),
        (
            "new ModuleSource(1)",
            "TypeError: first argument of ModuleSource must be a string",
        ),
        (
            "ModuleSource('')",
            "TypeError: Class constructor ModuleSource cannot be invoked without 'new'",
        ),
        (
            "new ModuleSource(`import x from 'x' with { colour: 'red' }`)",
            "SyntaxError: import attribute \"colour\" is not supported",
        ),
    ]);
}

#[test]
fn a_source_is_frozen_and_has_the_classes_of_the_proposal() {
    // spec E9.3, spec E9.4
    check(&[
        (
            "const s = new ModuleSource('export {}');
             return [s, s.imports, s.exports, s.reexports, ModuleSource, ModuleSource.prototype,
               Object.getPrototypeOf(ModuleSource), Object.getPrototypeOf(ModuleSource.prototype)].every(Object.isFrozen)",
            "true",
        ),
        (
            "const s = new ModuleSource('export {}'); const A = Object.getPrototypeOf(ModuleSource);
             return [Object.keys(s), s instanceof ModuleSource, s instanceof A, A.name, String(s), String(A.prototype),
               Object.getPrototypeOf(ModuleSource.prototype) === A.prototype, s.constructor === ModuleSource]",
            r#"[["imports","exports","reexports"],true,true,"AbstractModuleSource","[object ModuleSource]","[object Object]",true,true]"#,
        ),
        ("new (Object.getPrototypeOf(ModuleSource))()", "TypeError: AbstractModuleSource is not a constructor"),
        ("return ModuleSource.prototype.needsImport", "TypeError: this is not a ModuleSource"),
        ("class S extends ModuleSource {}; return [new S('') instanceof S, new S('export let a').exports]", r#"[true,["a"]]"#),
    ]);
}
