//! Hooks, what is remembered, `module`, `import.meta` and `import()` (spec E9.5, E9.10, E9.11, E9.12, E9.13, E9.14,
//! E9.18, E9.22, E19.42).

use super::check;

#[test]
fn the_module_map_comes_first_and_each_module_is_asked_for_once() {
    // spec E9.5, spec E9.10
    check(&[
        (
            "const log = []; const c = new Compartment({ __options__: true,
               modules: { a: { source: 'export default 1' } },
               moduleMapHook: s => { log.push('map ' + s); if (s === 'b') return { source: 'export default 2' }; },
               importHook: async s => { log.push('hook ' + s); return { source: 'export default 3' }; },
               importNowHook: s => { log.push('now ' + s); return { source: 'export default 4' }; } });
             const got = []; for (const s of ['a', 'b', 'c']) got.push((await c.import(s)).namespace.default);
             got.push(c.importNow('d').default, c.importNow('c').default); return [got, log];",
            r#"[[1,2,3,4,3],["map b","map c","hook c","map d","now d"]]"#,
        ),
        (
            "let n = 0; const c = new Compartment({ __options__: true, importHook: async s => { n += 1; await null; return { source: 'export const o = {};' }; } });
             const all = await Promise.all([c.import('a'), c.import('a'), c.load('a')]);
             return [n, all[0].namespace === all[1].namespace, all[2] === undefined, all[0].namespace === (await c.import('a')).namespace];",
            "[1,true,true,true]",
        ),
        // A failed load may be tried again.
        (
            "let n = 0; const c = new Compartment({ __options__: true, name: 'c', importHook: async s => { n += 1; if (n === 1) throw Error('first'); return { source: 'export default ' + n }; } });
             return [await c.import('a').catch(e => e.message), (await c.import('a')).namespace.default]",
            r#"["Failed to load module \"a\" in package \"c\" (1 underlying failures: first",2]"#,
        ),
    ]);
}

#[test]
fn specifiers_are_resolved_from_their_module() {
    // spec E9.11
    check(&[
        (
            "const log = []; const c = new Compartment({ __options__: true, name: 'c', resolveHook: (s, r) => { log.push([s, r]); return s.replace('./', 'lib/'); },
               importHook: s => ({ source: s === 'main' ? `import './a'; import './b';` : s === 'lib/a' ? `import './b';` : '' }) });
             await c.import('main'); return log;",
            r#"[["./a","main"],["./b","main"],["./b","lib/a"]]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, name: 'c', resolveHook: () => 1, modules: { m: { source: `import 'x'` } } });
             return c.import('m').catch(e => e.message)",
            r#"Failed to load module "m" in package "c" (1 underlying failures: resolveHook must give a string for import "x" of module "m" in compartment "c", got (a number)"#,
        ),
        (
            "const c = new Compartment({ __options__: true, modules: { m: { source: `import { x } from 'n'; export { x }` }, n: { source: 'export const x = 1' } } });
             return (await c.import('m')).namespace.x",
            "1",
        ),
    ]);
}

#[test]
fn errors_of_loading_are_gathered_or_not() {
    // spec E9.12
    let texts = "const importHook = async s => { if (s === 'm') return { source: `import 'a'; import 'b'; import 'c';` }; if (s === 'b') return { source: '' }; throw Error('no ' + s); };";
    check(&[
        (
            &format!("{texts} const c = new Compartment({{ __options__: true, name: 'c', importHook }}); return c.import('m').catch(e => [e.name, e.message])"),
            r#"["TypeError","Failed to load module \"m\" in package \"c\" (2 underlying failures: no a, no c"]"#,
        ),
        (
            &format!("{texts} const c = new Compartment({{ __options__: true, name: 'c', importHook, noAggregateLoadErrors: true }}); return c.import('m').catch(e => [e.name, e.message])"),
            r#"["Error","no a"]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, name: 'c' }); let now; try { c.importNow('m') } catch (e) { now = e.message }
             return [await c.import('m').catch(e => e.message), now]",
            r#"["Failed to load module \"m\" in package \"c\" (1 underlying failures: importHook needed to load module \"m\" in compartment \"c\"","Failed to load module \"m\" in package \"c\" (1 underlying failures: importNowHook needed to load module \"m\" in compartment \"c\""]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, name: 'c', importNowHook: async () => ({ source: '' }) }); try { c.importNow('m') } catch (e) { return e.message }",
            r#"Failed to load module "m" in package "c" (1 underlying failures: importNowHook must not give a promise for module "m" in compartment "c""#,
        ),
        (
            "const c = new Compartment({ __options__: true }); const bad = [];
             for (const s of [undefined, null, 1, {}]) { bad.push(await c.import(s).catch(e => e.message)); bad.push(await c.load(s).catch(e => e.message)); }
             for (const f of ['importNow', 'module']) { try { c[f](1); } catch (e) { bad.push(e.message); } }
             return [new Set(bad).size, bad[0], bad[1], bad[8], bad[9]]",
            r#"[4,"first argument of import() must be a string","first argument of load() must be a string","first argument of importNow() must be a string","first argument of module() must be a string"]"#,
        ),
    ]);
}

#[test]
fn redirects_end_where_they_lead_or_are_refused() {
    // spec E9.13
    check(&[
        (
            "const c = new Compartment({ __options__: true, name: 'c', importHook: async s => s === 'end' ? { source: 'export const o = {}' } : { namespace: s === 'a' ? 'b' : 'end', compartment: c } });
             const { namespace: a } = await c.import('a'); const { namespace: b } = await c.import('b'); return [a === b, a.o === c.importNow('end').o]",
            "[true,true]",
        ),
        (
            "const hook = s => ({ namespace: s === 'a' ? 'b' : 'a', compartment: c }); const c = new Compartment({ __options__: true, name: 'c', importHook: hook, importNowHook: hook });
             let now; try { c.importNow('a') } catch (e) { now = e.message } return [await c.import('a').catch(e => e.message), now]",
            r#"["Failed to load module \"a\" in package \"c\" (1 underlying failures: module \"b\" of compartment \"c\" is redirected in a circle","Failed to load module \"a\" in package \"c\" (1 underlying failures: module \"b\" of compartment \"c\" is redirected in a circle"]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, name: 'c', importHook: s => ({ namespace: s, compartment: c }) }); return c.import('a').catch(e => e.message)",
            r#"Failed to load module "a" in package "c" (1 underlying failures: module "a" of compartment "c" is redirected in a circle"#,
        ),
    ]);
}

#[test]
fn a_namespace_can_be_had_before_its_module() {
    // spec E9.14
    check(&[
        (
            "const c = new Compartment({ __options__: true, modules: { m: { source: 'export const x = 1;' } } });
             const early = c.module('m'); const tries = [() => early.x, () => 'x' in early, () => Object.keys(early), () => Object.getOwnPropertyDescriptor(early, 'x'), () => delete early.x, () => { early.x = 1; }]
               .map(f => { try { return f(); } catch (e) { return e.name; } });
             const same = early === c.module('m'); const { namespace } = await c.import('m');
             return [tries, same, namespace === early, c.module('m') === early, early.x, Object.keys(early), Object.prototype.toString.call(early)];",
            r#"[["TypeError","TypeError","TypeError","TypeError","TypeError","TypeError"],true,true,true,1,["x"],"[object Module]"]"#,
        ),
        (
            "const a = new Compartment({ __options__: true, name: 'a', modules: { m: { source: 'export const x = {};' } } });
             const b = new Compartment({ __options__: true, name: 'b', modules: { n: a.module('m') } });
             const { namespace: n } = await b.import('n'); return [n === a.module('m'), b.module('n') === n, a.importNow('m') === n]",
            "[true,true,true]",
        ),
        (
            "const c = new Compartment({ __options__: true, modules: { a: { source: 'export default 1' }, b: { namespace: undefined, source: 'export default 2' } }, moduleMapHook: s => s === 'alias' ? { namespace: 'a', compartment: c } : undefined });
             const early = c.module('alias'); await c.import('alias'); return [early.default, c.importNow('a').default]",
            "[1,1]",
        ),
    ]);
}

#[test]
fn import_meta_is_the_hooks() {
    // spec E9.18
    check(&[(
        "const log = []; const c = new Compartment({ __options__: true, importMetaHook: (s, meta) => { log.push([s, Object.keys(meta)]); meta.url = 'u:' + s; },
           modules: { a: { source: 'export const { url, x } = import.meta; export const m = import.meta; export const same = () => import.meta === m; export const proto = Object.getPrototypeOf(import.meta);', importMeta: { x: 1 } },
             b: { source: 'export const unused = 1;' }, c: { source: 'export const m = import.meta;' } } });
         const { namespace: a } = await c.import('a'); await c.import('b'); const { namespace: d } = await c.import('c');
         return [a.url, a.x, a.same(), a.proto, log, a.m === d.m];",
        r#"["u:a",1,true,null,[["a",["x"]],["c",[]]],false]"#,
    ),
    (
        "const c = new Compartment({ __options__: true, importMetaHook: () => { throw Error('no meta'); }, modules: { a: { source: 'import.meta' } } });
         return c.import('a').catch(e => e.message)",
        "no meta",
    )]);
}

#[test]
fn import_expressions_stay_in_their_compartment() {
    // spec E9.22
    check(&[
        (
            "const c = new Compartment({ __options__: true, resolveHook: (s, r) => r + '/' + s, modules: {
               m: { source: 'export const load = s => import(s);' }, 'm/x': { source: 'export const x = 1;' }, x: { source: 'export const x = 2;' } } });
             const { namespace } = await c.import('m'); const ns = await namespace.load('x');
             return [ns.x, ns === c.importNow('m/x'), (await c.evaluate(`import('x')`)).x, (await c.evaluate(`(s => import(s))`)('m/x')).x,
               (await c.evaluate(`(0, eval)(\"import('x')\")`)).x, (await c.evaluate(`Function('s', 'return import(s)')`)('x')).x];",
            "[1,true,2,1,2,2]",
        ),
        (
            "const c = new Compartment({ __options__: true, name: 'c' }); const outer = new Compartment({ __options__: true, modules: { secret: { source: 'export default 1' }, m: { source: 'export const call = f => f();' } } });
             const f = c.evaluate(`(() => import('secret').catch(e => e.message))`); const { namespace } = await outer.import('m'); return namespace.call(f);",
            r#"Failed to load module "secret" in package "c" (1 underlying failures: importHook needed to load module "secret" in compartment "c""#,
        ),
        (
            "const c = new Compartment({ __options__: true, resolveHook: () => { throw Error('resolve'); }, modules: { m: { source: 'export const p = import(\"x\").catch(e => e.message); export const q = import({ toString() { throw Error(\"text\"); } }).catch(e => e.message);' } } });
             const { namespace } = await c.import('m'); return [await namespace.p, await namespace.q];",
            r#"["resolve","text"]"#,
        ),
    ]);
}

#[test]
fn namespaces_come_in_a_box_or_not() {
    // spec E9.10
    check(&[(
        "const modules = { m: { source: 'export const then = resolve => resolve(7);' } };
         const boxed = await new Compartment({ __options__: true, modules }).import('m'); const plain = await new Compartment({ __options__: true, modules, __noNamespaceBox__: true }).import('m');
         return [Object.keys(boxed), typeof boxed.namespace.then, plain];",
        r#"[["namespace"],"function",7]"#,
    )]);
}
