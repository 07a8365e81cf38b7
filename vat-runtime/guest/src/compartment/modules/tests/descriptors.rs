//! What a module map and hooks may answer with (spec E9.6, E9.7, E9.8, E9.9, E9.19, E9.24,
//! E19.41).

use super::check;

#[test]
fn the_forms_of_a_source() {
    // spec E9.7
    check(&[
        (
            "const c = new Compartment({ __options__: true, modules: {
               text: { source: 'export const a = 1;' },
               parsed: { source: new ModuleSource('export const a = 2;') },
               bare: new ModuleSource('export const a = 3;'),
               virtual: { source: { imports: [], exports: ['a'], execute: env => { env.a = 4; } } },
               bareVirtual: { imports: [], exports: ['a'], execute(env) { env.a = this.exports.length + 4; } },
               names: { namespace: { a: 6 } },
             } });
             return ['text', 'parsed', 'bare', 'virtual', 'bareVirtual', 'names'].map(s => c.importNow(s).a);",
            "[1,2,3,4,5,6]",
        ),
        (
            "const c = new Compartment({ __options__: true, modules: new Map([['m', { source: 'export default 7' }]]) });
             return (await c.import('m')).namespace.default",
            "7",
        ),
        // A child's string: the name of a module of its parent, or text.
        (
            "const parent = new Compartment({ __options__: true, name: 'parent', modules: { dep: { source: 'export const me = globalThis.who;' } }, globals: { who: 'parent' } });
             return parent.evaluate(`
               const child = new Compartment({ __options__: true, globals: { who: 'child' }, modules: {
                 copy: { source: 'dep' }, same: { namespace: 'dep' }, short: 'dep', text: { source: 'export const me = 1 + 1;' } } });
               ['copy', 'same', 'short', 'text'].map(s => child.importNow(s).me)
             `);",
            r#"["child","parent","parent",2]"#,
        ),
        (
            "const lib = new Compartment({ __options__: true, modules: { dep: { source: 'export const o = {};' } } });
             const c = new Compartment({ __options__: true, modules: {
               a: { source: 'dep', compartment: lib }, b: { source: 'dep', compartment: lib }, c: { namespace: 'dep', compartment: lib },
               d: { specifier: 'dep', compartment: lib }, e: { namespace: lib.module('dep') }, f: lib.module('dep') } });
             const [a, b, x, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map(s => c.importNow(s).o); const o = lib.importNow('dep').o;
             return [a === b, a === o, x === o, d === o, e === o, f === o];",
            "[false,false,true,true,true,true]",
        ),
        (
            "const c = new Compartment({ __options__: true, resolveHook: (s, r) => r + '>' + s, modules: {
               a: { source: `import './x'; export const url = import.meta.url;`, specifier: 'lib/a', importMeta: { url: 'U' } },
               'lib/a>./x': { source: '' } } });
             return (await c.import('a')).namespace.url;",
            "U",
        ),
        (
            "const c = new Compartment({ __options__: true, modules: {
               a: { record: new ModuleSource('export const o = {};'), specifier: 'b' } } });
             return c.importNow('a').o === c.importNow('b').o;",
            "true",
        ),
    ]);
}

#[test]
fn what_is_no_descriptor_says_where() {
    // spec E9.9
    let cases = [
        (
            "1",
            "module descriptor must be a string or object for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "null",
            "module descriptor must be a string or object for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "'x'",
            "Cannot map module \\\"m\\\" to \\\"x\\\" in parent compartment, use {source} module descriptor",
        ),
        (
            "{ namespace: 'x' }",
            "Invalid compartment in module descriptor for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ namespace: 'x', compartment: {} }",
            "Invalid compartment in module descriptor for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ namespace: 1 }",
            "Invalid compartment in module descriptor for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ specifier: 1, compartment: {} }",
            "Invalid compartment in module descriptor for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ archive: {} }",
            "Unsupported archive module descriptor for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ imports: [], exports: [] }",
            "Invalid module source, got (an object) for module \\\"m\\\" of compartment \\\"c\\\"",
        ),
        (
            "{ source: { exports: [] } }",
            "Invalid module source: 'imports' must be an array of strings, got (an undefined) for module \\\"m\\\" of compartment \\\"c\\\"",
        ),
        (
            "{ source: { imports: [1], exports: [] } }",
            "Invalid module source: 'imports' must be an array of strings, got (an object) for module \\\"m\\\" of compartment \\\"c\\\"",
        ),
        (
            "{ source: '', specifier: 1 }",
            "specifier of a module descriptor must be a string for specifier \\\"m\\\" in compartment \\\"c\\\"",
        ),
        (
            "{ source: 'let a; let a;' }",
            "m:1:1: lexical name `a` declared multiple times",
        ),
        ("{ get source() { throw Error('got'); } }", "got"),
    ];
    for (descriptor, message) in cases {
        let body = format!(
            "const c = new Compartment({{ __options__: true, name: 'c', modules: {{ m: {descriptor} }} }});
             return [await c.import('m').catch(e => e.message), await c.load('m').catch(e => e.message)]
               .concat((() => {{ try {{ c.importNow('m') }} catch (e) {{ return e.message }} }})());"
        );
        let one = format!(
            "\"Failed to load module \\\"m\\\" in package \\\"c\\\" (1 underlying failures: {message}\""
        );
        check(&[(&body, &format!("[{one},{one},{one}]"))]);
    }
}

#[test]
fn virtual_sources_export_what_they_assign() {
    // spec E9.19
    check(&[
        (
            "let env, given; const c = new Compartment({ __options__: true, resolveHook: s => s + '!', modules: {
               v: { source: { imports: ['dep'], exports: ['x', 'default'], execute(exports, compartment, resolved) {
                 env = exports; given = [compartment === c, Object.keys(resolved), resolved.dep]; exports.x = 1; exports.more = 2; } } },
               'dep!': { source: 'throw Error(\"not run\")' }, 'v!': { namespace: 'v', compartment: undefined },
               m: { source: `import * as v from 'w'; import { x } from 'w'; export const seen = () => [x, v.x, v.more, v.default];` } },
               moduleMapHook: s => s === 'w!' ? { namespace: 'v', compartment: c } : undefined });
             const { namespace: m } = await c.import('m'); const before = m.seen(); env.x = 5; env.default = 6;
             return [before, m.seen(), env.x, given, Object.keys(c.importNow('v'))];",
            r#"[[1,1,null,null],[5,5,null,6],5,[true,["dep"],"dep!"],["default","x"]]"#,
        ),
        (
            "let n = 0; const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: [], execute() { n += 1; throw Error('no ' + n); } } } } });
             const fail = () => c.import('v').catch(e => e.message); return [await fail(), await fail(), n]",
            r#"["no 1","no 1",1]"#,
        ),
    ]);
}

#[test]
fn json_is_named_by_its_attribute() {
    // spec E9.24
    let json = "const json = text => ({ source: { imports: [], exports: ['default'], execute: env => { env.default = JSON.parse(text); } } });";
    check(&[
        (
            &format!("{json} const c = new Compartment({{ __options__: true, modules: {{ 'd.json': json('[1, 2]'), m: {{ source: `import d from 'd.json' with {{ type: 'json' }}; import e from 'd.json'; export const same = d === e && d.length; export const again = import('d.json', {{ with: {{ type: 'json' }} }}).then(ns => ns.default === d);` }} }} }});
              const {{ namespace }} = await c.import('m'); return [namespace.same, await namespace.again];"),
            "[2,true]",
        ),
        (
            "const c = new Compartment({ __options__: true, modules: { a: { source: '' }, m: { source: `import d from 'a' with { type: 'json' };` }, n: { source: `import 'a' with { type: 'css' };` } } });
             return [await c.import('m').catch(e => e.message), await c.import('n').catch(e => e.message)]",
            r#"["module \"a\" is not JSON","import attribute type: \"css\" of \"a\" is not supported"]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, modules: { a: { source: '' } } });
             return c.evaluate(`Promise.all([import('a', { with: { colour: 'red' } }).catch(e => e.message), import('a', 1).catch(e => e.name)])`)",
            r#"["import attribute colour: \"red\" of \"a\" is not supported","TypeError"]"#,
        ),
    ]);
}

#[test]
fn the_vats_own_namespaces_can_be_given() {
    // spec E9.8
    check(&[(
        "const lib = new Compartment({ __options__: true, modules: { a: { source: 'export let n = 1; export const up = () => { n += 1; }; export default 3;' } } });
         const { namespace } = await lib.import('a');
         const c = new Compartment({ __options__: true, modules: { a: { namespace }, m: { source: `import d, { n, up } from 'a'; export * from 'a'; up(); export const seen = [n, d];` } } });
         return [c.importNow('m').seen, c.importNow('m').n, namespace.n];",
        "[[2,3],2,2]",
    )]);
}
