//! Graphs of modules: bindings, cycles, stars, what awaits, what fails (spec E9.15, E9.16, E9.17, E19.40).

use super::check;

/// A compartment of texts, with specifiers that mean themselves.
fn world(texts: &str, then: &str) -> String {
    format!(
        "const texts = {texts}; const log = [];
         const c = new Compartment({{ __options__: true, name: 'c', globals: {{ log }},
           importHook: async s => ({{ source: texts[s] }}), importNowHook: s => ({{ source: texts[s] }}) }});
         {then}"
    )
}

#[track_caller]
fn graph(texts: &str, then: &str, expected: &str) {
    check(&[(&world(texts, then), expected)]);
}

#[test]
fn bindings_are_live_and_shared() {
    // spec E9.15
    graph(
        "{ a: `export let n = 1; export const up = () => { n += 1; };`,
           b: `import { n, up } from 'a'; export { n as m } from 'a'; export const seen = () => n; export { up };` }",
        "const { namespace: b } = await c.import('b'); const before = [b.m, b.seen()]; b.up(); return [before, b.m, b.seen()];",
        "[[1,1],2,2]",
    );
    graph(
        "{ a: `export default 1; export const x = 2;`, b: `export * from 'a'; export * as ns from 'a'; export { default } from 'a'; export { x as 'a name' } from 'a';` }",
        "const { namespace: b } = await c.import('b'); return [Object.keys(b), b.ns.default, b.x, b['a name']];",
        r#"[["a name","default","ns","x"],1,2,2]"#,
    );
}

#[test]
fn cycles_run_once_and_know_what_is_there() {
    // spec E9.15
    graph(
        "{ a: `import { b } from 'b'; log.push('a'); export const a = 'A'; export const both = () => a + b;`,
           b: `import { a, both } from 'a'; log.push('b'); export const b = 'B'; export const late = () => a; export const early = (() => { try { return a; } catch (e) { return e.name; } })();` }",
        "const { namespace: a } = await c.import('a'); const { namespace: b } = await c.import('b'); return [log, a.both(), b.late(), b.early];",
        r#"[["b","a"],"AB","A","ReferenceError"]"#,
    );
    // A module may import itself.
    graph(
        "{ a: `import * as me from 'a'; export const x = 1; export const same = () => me;` }",
        "const { namespace: a } = await c.import('a'); return a.same() === a && a.same().x;",
        "1",
    );
}

#[test]
fn ambiguous_and_missing_exports_are_syntax_errors() {
    // spec E9.15
    graph(
        "{ a: `export const x = 1; export const y = 1;`, b: `export const x = 2;`, c: `export * from 'a'; export * from 'b';`, d: `import { x } from 'c';` }",
        "const { namespace } = await c.import('c'); const keys = Object.keys(namespace);
         return [keys, await c.import('d').catch(e => e.name + ': ' + e.message)];",
        r#"[["y"],"SyntaxError: d: could not resolve ambiguous export `x` of module \"c\""]"#,
    );
    // A cycle that cannot be linked can be tried again, and breaks nothing.
    graph(
        "{ a: `import { b } from 'b'; import { nope } from 'b'; export const a = 1;`, b: `import { a } from 'a'; export const b = 1;` }",
        "const fail = s => c.import(s).catch(e => e.name + ': ' + e.message);
         return [await fail('a'), await fail('b'), await fail('a'), log];",
        r#"["SyntaxError: a: could not find export `nope` of module \"b\"","SyntaxError: a: could not find export `nope` of module \"b\"","SyntaxError: a: could not find export `nope` of module \"b\"",[]]"#,
    );
}

#[test]
fn what_awaits_is_waited_for() {
    // spec E9.16
    graph(
        "{ a: `log.push('a1'); await null; log.push('a2'); export const a = 1;`, b: `log.push('b'); export const b = 2;`,
           c: `import { a } from 'a'; import { b } from 'b'; log.push('c'); export const sum = a + b;`,
           d: `import 'c'; await 0; log.push('d');` }",
        "const { namespace } = await c.import('c'); await c.import('d'); return [namespace.sum, log];",
        r#"[3,["a1","b","a2","c","d"]]"#,
    );
    graph(
        "{ a: `await null; throw Error('late');`, b: `import 'a'; log.push('never');` }",
        "const fail = s => c.import(s).catch(e => e.message); const first = await Promise.all([fail('b'), fail('a')]);
         return [first, await fail('b'), log];",
        r#"[["late","late"],"late",[]]"#,
    );
    graph(
        "{ a: `import 'b'; await null; log.push('a');`, b: `import 'a'; log.push('b');`, c: `import 'b'; import 'a'; log.push('c');` }",
        "await Promise.all([c.import('c'), c.import('b')]); return log;",
        r#"["a","b","c"]"#,
    );
}

#[test]
fn import_now_does_not_wait() {
    // spec E9.17
    graph(
        "{ a: `log.push('a'); await null; export const a = 1;`, b: `log.push('b'); import 'a';` }",
        "const now = s => { try { return c.importNow(s); } catch (e) { return e.name + ': ' + e.message; } };
         const before = now('b'); await c.import('b'); return [before, Object.keys(now('b')), now('a').a, log];",
        r#"["TypeError: importNow cannot wait: module \"a\" of compartment \"c\" awaits at its top level",[],1,["a","b"]]"#,
    );
}

#[test]
fn a_failure_is_remembered() {
    // spec E9.15
    graph(
        "{ a: `log.push('a'); throw Error('broken');`, b: `import 'a';` }",
        "const fail = s => c.import(s).catch(e => e); const e1 = await fail('a'); const e2 = await fail('b'); let e3; try { c.importNow('a'); } catch (e) { e3 = e; }
         return [e1 === e2, e2 === e3, e1.message, log];",
        r#"[true,true,"broken",["a"]]"#,
    );
}

#[test]
fn code_that_runs_may_import_more_now() {
    // spec E9.17
    graph(
        "{ a: `import 'b'; log.push('a');`, b: `log.push(now('c').c); log.push('b');`, c: `import * as a from 'a'; import * as d from 'd'; log.push('c'); export const c = 'C';`, d: `log.push('d')` }",
        "c.globalThis.now = s => c.importNow(s); await c.import('a'); return log;",
        r#"["d","c","C","b","a"]"#,
    );
}

#[test]
fn graphs_cross_compartments() {
    // spec E9.8, spec E9.15
    check(&[(
        "const log = [];
         const a = new Compartment({ __options__: true, name: 'a', globals: { log }, modules: {
           main: { source: `import { y, run } from 'other'; export let x = 1; export const bump = () => { x += 1; return run(); }; log.push('a:main'); export { y };` } },
           moduleMapHook: s => s === 'other' ? { namespace: 'main', compartment: b } : undefined });
         const b = new Compartment({ __options__: true, name: 'b', globals: { log }, moduleMapHook: s => s === 'back' ? { namespace: 'main', compartment: a } : undefined, modules: {
           main: { source: `import { x } from 'back'; export const y = 'Y'; export const run = () => x; log.push('b:main');` } } });
         const { namespace } = await a.import('main'); const other = b.importNow('main');
         return [namespace.bump(), namespace.y, log, other.run()];",
        r#"[2,"Y",["b:main","a:main"],2]"#,
    )]);
}
