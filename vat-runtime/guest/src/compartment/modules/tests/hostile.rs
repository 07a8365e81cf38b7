//! Hooks and modules that mean harm: each ends as an error of the language (spec E9.23).

use super::check;

#[test]
fn long_chains_need_no_stack() {
    let chain = |text: &str, n: u32| {
        format!(
            "const n = {n}; const source = s => {{ const i = Number(s.slice(1)); return {{ source: i === n ? 'export const x = 1;' : {text} }}; }};
             const c = new Compartment({{ __options__: true, importHook: async s => source(s), importNowHook: source }});"
        )
    };
    let import = "`import 'm${i + 1}'; export const x = 1;`";
    let export = "`export * from 'm${i + 1}';`";
    let again = "`export { x } from 'm${i + 1}';`";
    check(&[
        (&format!("{} return (await c.import('m0')).namespace.x", chain(import, 5_000)), "1"),
        (&format!("{} return c.importNow('m0').x", chain(import, 5_000)), "1"),
        (&format!("{} return (await c.import('m0')).namespace.x", chain(export, 20_000)), "1"),
        (&format!("{} return c.importNow('m0').x", chain(again, 20_000)), "1"),
        (
            "const c = new Compartment({ __options__: true, importHook: async s => Number(s) > 5000 ? { source: 'export default 1' } : { namespace: String(Number(s) + 1), compartment: c } });
             return (await c.import('0')).namespace.default",
            "1",
        ),
        // Redirects that are given from the end to the start.
        (
            "const n = 20000; const answer = []; const c = new Compartment({ __options__: true, importHook: s => s === String(n) ? new Promise(resolve => { answer.push(resolve); }) : { namespace: String(Number(s) + 1), compartment: c } });
             const all = []; for (let i = n; i >= 0; i -= 1) all.push(c.import(String(i))); while (answer.length === 0) await null; answer[0]({ source: 'export default 1' });
             return (await Promise.all(all)).reduce((sum, { namespace }) => sum + namespace.default, 0)",
            "20001",
        ),
    ]);
}

#[test]
fn hooks_may_do_what_they_like() {
    check(&[
        (
            "const c = new Compartment({ __options__: true, importHook: async s => { if (s === 'a') c.importNow('a'); return { source: 'export default 1' }; }, importNowHook: s => ({ source: 'export default 2' }) });
             return [(await c.import('a')).namespace.default, c.importNow('a').default]",
            "[2,2]",
        ),
        (
            "const c = new Compartment({ __options__: true, importHook: s => ({ then: (yes, no) => { yes({ source: 'export default 1' }); yes({ source: 'export default 2' }); no(1); throw 3; } }) });
             return (await c.import('a')).namespace.default",
            "1",
        ),
        (
            "const odd = [() => { throw 'text'; }, () => ({ get then() { throw Error('then'); } }), () => Promise.reject(), async () => undefined, () => new Proxy({}, { get() { throw Error('trap'); } }), () => Symbol('s')];
             const out = []; for (const importHook of odd) out.push(await new Compartment({ __options__: true, name: 'c', importHook }).import('a').catch(e => e.message.slice(65))); return out",
            r#"["thrown: 'text'","then","thrown: undefined","module descriptor must be a string or object for specifier \"a\" in compartment \"c\"","trap","module descriptor must be a string or object for specifier \"a\" in compartment \"c\""]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, importHook: 1, resolveHook: {}, moduleMapHook: 'x' }); return c.import('a').catch(e => e.message)",
            r#"Failed to load module "a" in package "<unknown>" (1 underlying failures: moduleMapHook is not a function"#,
        ),
        (
            "const p = Compartment.prototype; const out = []; for (const f of ['import', 'load']) out.push(await p[f].call({}, 'a').catch(e => e.name)); for (const f of ['importNow', 'module']) try { p[f].call({}, 'a') } catch (e) { out.push(e.name) } return out",
            r#"["TypeError","TypeError","TypeError","TypeError"]"#,
        ),
        (
            "const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: ['x'], execute() { c.importNow('v'); c.importNow('m'); } } }, m: { source: `import { x } from 'v'; export const seen = [x];` } } });
             c.importNow('v'); return c.importNow('m').seen",
            "[null]",
        ),
        // A direct eval is no module's either.
        (
            "return new Compartment({ __options__: true, modules: { m: { source: 'eval(\"1\")' } } }).import('m').catch(e => e.name)",
            "SyntaxError",
        ),
    ]);
}
