//! Bundles as vats: what loads, what fails, and how that reads.

use std::collections::BTreeMap;

use boa_engine::{Context, js_string};
use crankcase_abi::{Bundle, Import, Module, VatFault};

use crate::{jobs, modules, realm};

/// A bundle whose modules import each other by `./name` and a native one by `native`; the first is the entry.
fn bundle(sources: &[(&str, &str)]) -> Bundle {
    let mut imports: BTreeMap<_, _> = sources
        .iter()
        .map(|(name, _)| (format!("./{name}"), Import::Module((*name).to_owned())))
        .collect();
    imports.insert("native".to_owned(), Import::Native("@endo/far".to_owned()));
    let modules = sources
        .iter()
        .map(|(name, source)| {
            (
                (*name).to_owned(),
                Module {
                    source: (*source).to_owned(),
                    imports: imports.clone(),
                },
            )
        })
        .collect();
    Bundle {
        entry: sources[0].0.to_owned(),
        modules,
    }
}

/// The export `out` of the entry, as text.
fn run(sources: &[(&str, &str)]) -> Result<String, VatFault> {
    run_in(&mut realm::boot(), sources)
}

fn run_in(context: &mut Context, sources: &[(&str, &str)]) -> Result<String, VatFault> {
    let namespace = modules::evaluate(bundle(sources), context)?;
    let out = namespace
        .get(js_string!("out"), context)
        .expect("the test exports it");
    Ok(out
        .to_string(context)
        .expect("the test exports something plain")
        .to_std_string_lossy())
}

#[track_caller]
fn check(sources: &[(&str, &str)], expected: &str) {
    assert_eq!(run(sources).as_deref(), Ok(expected));
}

#[track_caller]
fn failure(sources: &[(&str, &str)]) -> String {
    match run(sources) {
        Err(VatFault::Failed(text)) => text,
        other => panic!("expected a failed start, got {other:?}"),
    }
}

#[test]
fn modules_import_each_other_in_every_way() {
    check(
        &[
            ("a.js", "import d, { x as y, default as e } from './b.js'; import * as b from './b.js';
                export * as c from './c.js'; export const out = [d, y, e, b.x, Object.keys(b), this].join()"),
            ("b.js", "export const x = 1; export default 'd'; export * from './c.js'; export { z as w } from './c.js'"),
            ("c.js", "export const z = 3"),
        ],
        "d,1,d,1,default,w,x,z,",
    );
}

#[test]
fn cycles_work_and_each_module_runs_once() {
    check(
        &[
            (
                "a.js",
                "import { b, log } from './b.js'; export function a() { return 'a' } log.push('a'); export const out = b() + log",
            ),
            (
                "b.js",
                "import { a } from './a.js'; export const log = []; log.push('b'); export const b = () => a() + 'b'",
            ),
        ],
        "abb,a",
    );
}

#[test]
fn top_level_await_settles_within_the_crank() {
    check(
        &[
            (
                "a.js",
                "import { v } from './b.js'; export const out = v + await Promise.resolve('!')",
            ),
            (
                "b.js",
                "await null; export const v = await (async () => { for (let i = 0; i < 9; i++) await i; return 'late' })()",
            ),
        ],
        "late!",
    );
    let text = failure(&[("a.js", "await new Promise(() => {}); export const out = 1")]);
    assert_eq!(
        text,
        "a module awaits at its top level what can only come in a later crank"
    );
}

#[test]
fn import_expressions_find_what_the_bundle_knows() {
    check(
        &[
            ("a.js", "const { x } = await import('./b.js'); let e; try { await import('fs') } catch (error) { e = error }
                export const out = `${x} ${e}`"),
            ("b.js", "export const x = 1"),
        ],
        "1 TypeError: cannot find module \"fs\"",
    );
}

#[test]
fn import_attributes_are_the_bundlers_affair() {
    let text = failure(&[
        ("a.js", "import './b.js' with { type: 'json' }"),
        ("b.js", ""),
    ]);
    assert!(
        text.starts_with("TypeError: import attributes are not supported"),
        "{text}"
    );
}

#[test]
fn import_expressions_work_after_the_start() {
    let mut context = realm::boot();
    let sources = [
        (
            "a.js",
            "export let out = 0; export const go = () => import('./b.js').then(b => { out = b.x })",
        ),
        ("b.js", "export const x = 7"),
    ];
    let namespace = modules::evaluate(bundle(&sources), &mut context).unwrap();
    let go = namespace.get(js_string!("go"), &mut context).unwrap();
    go.as_callable()
        .unwrap()
        .call(&boa_engine::JsValue::undefined(), &[], &mut context)
        .unwrap();
    jobs::run_to_empty(&mut context).unwrap();
    assert_eq!(
        namespace
            .get(js_string!("out"), &mut context)
            .unwrap()
            .as_number(),
        Some(7.0)
    );
}

#[test]
fn failures_name_module_line_and_column() {
    assert_eq!(
        failure(&[
            ("a.js", "import './lib/b.js'"),
            ("lib/b.js", "let x = 1;\nlet y = = 2;")
        ])
        .lines()
        .next(),
        Some("SyntaxError: lib/b.js:2:9: unexpected token '=', primary expression"),
    );
    let thrown = failure(&[
        (
            "a.js",
            "import { f } from './b.js';\nf(); export const out = 1",
        ),
        (
            "b.js",
            "export function f() {\n  throw new RangeError('bad');\n}",
        ),
    ]);
    assert!(
        thrown.starts_with("RangeError: bad\n    at f (b.js:2:"),
        "{thrown}"
    );
    assert!(thrown.contains("(a.js:2:"), "{thrown}");
    let missing = failure(&[("a.js", "import { nope } from './b.js'"), ("b.js", "")]);
    assert!(missing.starts_with("SyntaxError: "), "{missing}");
    assert!(
        failure(&[("a.js", "import 'elsewhere'")])
            .starts_with("TypeError: cannot find module \"elsewhere\"")
    );
    assert_eq!(
        failure(&[("a.js", "throw { code: 7 }")]),
        "thrown: { code: 7 }"
    );
}

/// The message of a failed start, without the lines of the stack.
#[track_caller]
fn first_line(sources: &[(&str, &str)]) -> String {
    failure(sources)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn what_cannot_be_linked_names_module_and_export() {
    // spec E9.15
    let nope = "SyntaxError: a.js: could not find export `nope` of module \"./b.js\"";
    for (a, b) in [
        ("import { nope } from './b.js'", ""),
        (
            "import { nope } from './b.js'; export const out = 1",
            "import { out } from './a.js'; export const b = 1",
        ),
        ("export { nope } from './b.js'", "export * from './a.js'"),
        (
            "export { nope } from './b.js'; await null",
            "import './a.js'; await null; export { nope } from './a.js'",
        ),
    ] {
        assert_eq!(first_line(&[("a.js", a), ("b.js", b)]), nope, "{a}");
    }
    assert_eq!(
        first_line(&[
            ("a.js", "import './b.js'"),
            ("b.js", "import './c.js'; export const b = 1"),
            (
                "c.js",
                "import { b } from './b.js'; import { a } from './d.js'"
            ),
            (
                "d.js",
                "export * from './e.js'; export * from './f.js'; import './c.js'"
            ),
            ("e.js", "export const a = 1"),
            ("f.js", "export const a = 2"),
        ]),
        "SyntaxError: c.js: could not resolve ambiguous export `a` of module \"./d.js\""
    );
}

#[test]
fn what_fails_to_link_can_be_asked_for_again() {
    // spec E9.15, E9.22
    check(
        &[
            (
                "a.js",
                "const fail = name => import(name).catch(e => e.message); const first = await fail('./b.js');
                 const again = [await fail('./b.js'), await fail('./c.js'), await fail('./bad.js'), await fail('./bad.js')];
                 export const out = [first === again[0], again[1] === first, again[2] === again[3], (await import('./d.js')).d].join()",
            ),
            ("b.js", "import './c.js'; export const b = 1"),
            ("c.js", "import { b } from './b.js'; import { nope } from './d.js'"),
            ("d.js", "export const d = 'd'"),
            ("bad.js", "let = ="),
        ],
        "true,true,true,d",
    );
}

#[test]
fn chains_of_modules_need_no_stack() {
    // spec E9.15
    let n = 5000;
    let names: Vec<String> = (0..=n).map(|i| format!("{i}.js")).collect();
    let texts: Vec<String> = (0..=n)
        .map(|i| match i {
            _ if i == n => "export const out = 1".to_owned(),
            _ if i % 2 == 0 => format!("export * from './{}.js'", i + 1),
            _ => format!("export {{ out }} from './{}.js'; await null", i + 1),
        })
        .collect();
    let modules = names
        .iter()
        .zip(texts)
        .enumerate()
        .map(|(i, (name, source))| {
            let next = format!("{}.js", i + 1);
            let imports = BTreeMap::from([(format!("./{next}"), Import::Module(next))]);
            (name.clone(), Module { source, imports })
        })
        .collect();
    let entry = names[0].clone();
    let mut context = realm::boot();
    let namespace = modules::evaluate(Bundle { entry, modules }, &mut context).unwrap();
    let out = namespace.get(js_string!("out"), &mut context).unwrap();
    assert_eq!(out.as_number(), Some(1.0));
}

#[test]
fn compartments_share_the_modules_of_the_vat() {
    // spec E9.8, E9.16
    check(
        &[
            (
                "a.js",
                "import * as b from './b.js'; import * as far from 'native';
                 const c = new Compartment({ __options__: true, modules: { b: { namespace: b }, far, user: { source: `import { up, n } from 'b'; up(); export const seen = n; export { Far } from 'far'; export * as b from 'b'` } } });
                 const { namespace } = await c.import('user');
                 export const out = [namespace.seen, b.n, namespace.b === b, namespace.Far === far.Far].join()",
            ),
            ("b.js", "export let n = 1; export const up = () => { n += 1 }"),
        ],
        "2,2,true,true",
    );
}

#[test]
fn vat_code_is_strict_and_its_bindings_are_its_own() {
    check(
        &[
            (
                "a.js",
                "import './b.js'; let e; try { undeclared = 1 } catch (error) { e = error.name }
                export const out = `${e} ${typeof shared} ${Object.isFrozen(import.meta)}`",
            ),
            ("b.js", "var shared = 1; function local() {}"),
        ],
        "ReferenceError undefined false",
    );
}

/// Recursion through built-in functions uses the machine's stack. In the image that is the shadow stack, and
/// the host gives it room; a test's thread has to be told.
fn with_room(test: fn()) {
    std::thread::Builder::new()
        .stack_size(1 << 30)
        .spawn(test)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn endless_recursion_ends_the_vat_by_name() {
    with_room(endless_recursion);
}

fn endless_recursion() {
    for code in [
        "const f = () => f(); f()",
        "const f = () => [1, 2].sort(f); f()",
        "const o = { get x() { return this.x } }; o.x",
        "const f = () => { try { f() } finally { f() } }; f()",
        "class A { constructor() { new A() } } new A()",
        "const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x",
        "function* g() { yield* g() } for (const x of g()) {}",
        "const f = () => [1].map(f); f()",
        "const o = { toString() { return o.toString() } }; `${o}`",
        "const f = async () => { await f() }; f()",
        "const f = () => Promise.resolve().then(() => [1].map(g)); const g = () => [1].map(g); f()",
    ] {
        let outcome = run(&[("a.js", code)]);
        assert_eq!(outcome, Err(VatFault::StackLimit), "{code}");
    }
}

#[test]
fn recursion_within_the_limit_is_fine() {
    check(
        &[(
            "a.js",
            "const down = n => n === 0 ? 0 : 1 + down(n - 1); export const out = down(10000)",
        )],
        "10000",
    );
    check(
        &[(
            "a.js",
            "export const out = Math.max(...Array(100000).keys())",
        )],
        "99999",
    );
}
