//! Records of the reference's compiler (spec E9.25). The programs here are written by hand, in its protocol.

use super::check;

#[test]
fn functors_take_part_in_graphs() {
    check(&[
        (
            "const a = { imports: [], exports: ['n', 'up', 'k'], reexports: [], __fixedExportMap__: { up: ['up'], k: ['k'] }, __liveExportMap__: { n: ['n', true] }, __reexportMap__: {},
               __syncModuleProgram__: `({ imports: i, liveVar: l, onceVar: o }) => (function () { 'use strict'; i([]); let $n = 1; l.n($n); const up = () => { n = n + 1; }; o.up(up); const k = 'K'; o.k(k); })()` };
             const b = { imports: ['a'], exports: ['seen', 'm', 'ns'], reexports: ['a'], __fixedExportMap__: { seen: ['seen'] }, __liveExportMap__: {}, __reexportMap__: { a: [['n', 'm'], ['*', 'ns']] },
               __syncModuleProgram__: `({ imports: i, liveVar: l, onceVar: o }) => (function () { 'use strict'; let n, star; i([['a', [['n', [$a => (n = $a)]], ['*', [$s => (star = $s)]]]]]); o.seen(() => [n, star.n]); })()` };
             const c = new Compartment({ __options__: true, modules: { a: { source: a }, b, text: { source: `import { n, up, seen, m } from 'b'; up(); export const got = [n, m, seen()]; export * from 'b';` } } });
             const { namespace } = await c.import('text'); return [namespace.got, Object.keys(namespace), namespace.ns.k];",
            r#"[[2,2,[2,2]],["got","k","m","n","ns","seen","up"],"K"]"#,
        ),
        (
            "const f = { imports: ['text', 'nope'], exports: [], reexports: [], __fixedExportMap__: {}, __liveExportMap__: {}, __needsImport__: true, __needsImportMeta__: true,
               __syncModuleProgram__: `({ imports: i, import: load, importMeta }) => (function () { 'use strict'; let x; i(new Map([['text', new Map([['x', [$a => (x = $a)]]])]])); globalThis.got = [x, importMeta.url, load('text')]; i([['text', [['y', [() => 0]]]]]); })()` };
             const c = new Compartment({ __options__: true, importMetaHook: (s, m) => { m.url = s; }, modules: { f, text: { source: 'export const x = 5;' }, nope: { source: '' } } });
             const error = await c.import('f').catch(e => e.name + ': ' + e.message); const [x, url, ns] = c.globalThis.got; return [x, url, (await ns).x, error];",
            r#"[5,"f",5,"SyntaxError: The requested module 'text' does not provide an export named 'y'"]"#,
        ),
        (
            "const bad = { imports: [], exports: [], __fixedExportMap__: 1, __liveExportMap__: {}, __syncModuleProgram__: '' };
             return new Compartment({ __options__: true, name: 'c', modules: { bad } }).import('bad').catch(e => e.message)",
            r#"Failed to load module "bad" in package "c" (1 underlying failures: Property '__fixedExportMap__' of a precompiled module source is malformed for module "bad" of compartment "c""#,
        ),
        // A functor may call what it was given by name.
        (
            "const m = { imports: [], exports: ['x'], __fixedExportMap__: { x: ['x'] }, __liveExportMap__: {}, __syncModuleProgram__: `({ imports, onceVar }) => { imports([]); onceVar.x(5); }` };
             return new Compartment({ __options__: true, modules: { m } }).importNow('m').x",
            "5",
        ),
    ]);
}
