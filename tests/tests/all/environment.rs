//! What vat code finds around it.

use crankcase_kernel::{KernelOptions, PromiseStatus};
use crankcase_tests::{app, kernel, run};

/// Runs the body of an async function in a vat; gives the JSON of its result and what was printed.
fn evaluate(body: &str) -> (String, Vec<String>) {
    let source = format!(
        "import {{ Far }} from '@endo/far';
         import {{ E }} from '@endo/eventual-send';
         const run = async () => {{ {body} }};
         export const buildRootObject = () => Far('root', {{
           bootstrap: async () => JSON.stringify(await run()) }});"
    );
    let mut kernel = kernel(&app(&[("bootstrap", &source)]), KernelOptions::default());
    let printed = run(&mut kernel);
    match kernel.promise(kernel.bootstrap_promise()).unwrap() {
        PromiseStatus::Fulfilled(data) => {
            let text: String = serde_json::from_str(data.body.strip_prefix('#').unwrap()).unwrap();
            (text.strip_prefix('!').unwrap_or(&text).to_owned(), printed)
        }
        other => panic!("{body}: {other:?} {printed:?} {:?}", kernel.vats()),
    }
}

fn gives(body: &str, expected: &str) {
    assert_eq!(evaluate(body).0, expected, "{body}");
}

#[test]
fn everything_is_frozen() {
    // spec E1
    gives(
        "'use strict';
         const attempts = [
           () => { Array.prototype.push = 1; }, () => { Object.prototype.x = 1; }, () => { globalThis.x = 1; },
           () => { (function* () {}).constructor.prototype.x = 1; },
           () => { Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())).x = 1; },
           () => { Object.getPrototypeOf(Int8Array).prototype.fill = 1; },
           () => { Object.getPrototypeOf(async () => {}).x = 1; },
           () => { delete Math.max; }, () => { Object.setPrototypeOf(Map.prototype, null); },
           () => { harden.x = 1; }, () => { console.log = 1; }, () => { E.x = 1; }, () => { Far.x = 1; },
         ];
         return attempts.map(attempt => { try { attempt(); return 'did'; } catch (e) { return e.name; } });",
        &format!("[{}]", ["\"TypeError\""; 13].join(",")),
    );
}

#[test]
fn frozen_intrinsics_can_be_overridden_by_heirs() {
    // spec E2
    gives(
        "const o = {}; o.toString = () => 'mine';
         function F() {} F.prototype.toString = () => 'F'; F.prototype.constructor = 5;
         const e = new Error('x'); e.name = 'Mine'; e.message = 'm';
         class A extends Array { } const a = new A(); a.map = 3;
         return [`${o}`, `${new F()}`, F.prototype.constructor, `${e}`, a.map, Object.keys(o)];",
        r#"["mine","F",5,"Mine: m",3,["toString"]]"#,
    );
    // What vat code froze itself keeps the language's rule.
    gives(
        "'use strict'; const o = Object.create(Object.freeze({ x: 1 }));
         try { o.x = 2; return 'did'; } catch (e) { return e.name; }",
        "\"TypeError\"",
    );
}

#[test]
fn time_and_chance_are_absent() {
    // spec E3, D6
    gives(
        "return [Date.now(), String(new Date()), Date(), new Date(5).getTime(), new Date(Date.UTC(2020, 1, 2)).toISOString()];",
        r#"[null,"Invalid Date","Invalid Date",5,"2020-02-02T00:00:00.000Z"]"#,
    );
    gives(
        "try { return Math.random(); } catch (e) { return e.name; }",
        "\"TypeError\"",
    );
    gives(
        "return [(1234.5).toLocaleString(), 'I'.toLocaleLowerCase(), ['b', 'a'].sort((x, y) => x.localeCompare(y)), (12n).toLocaleString()];",
        r#"["1234.5","i",["a","b"],"12"]"#,
    );
    gives(
        "const bits = new Uint32Array(new Float32Array([-NaN, 0 / 0, Math.sqrt(-1)]).buffer); return [...bits].every(b => b === bits[0]);",
        "true",
    );
}

#[test]
fn what_must_not_exist_does_not() {
    // spec E4
    gives(
        "return ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'Intl', 'setTimeout', 'setInterval',
                 'setImmediate', 'queueMicrotask', 'process', 'require', 'Buffer', 'URL', 'WebAssembly', 'structuredClone',
                 'TextEncoder', 'fetch', 'performance', 'global', 'TypedArray', 'crypto']
           .filter(name => name in globalThis);",
        "[]",
    );
}

#[test]
fn console_tells_the_operator_and_nothing_else() {
    // spec E5
    let (result, printed) = evaluate(
        "const o = { get secret() { throw Error('looked'); } };
         return [console.log('hello', 1, -0, [1n, { a: undefined }], o), typeof console.error(new Error('boom')), Object.isFrozen(console)];",
    );
    assert_eq!(result, r#"[null,"undefined",true]"#);
    assert!(
        printed[0].starts_with("bootstrap Log: hello 1 "),
        "{printed:?}"
    );
    assert!(
        printed[1].contains("Error: boom") && printed[1].contains("bootstrap.js:"),
        "{printed:?}"
    );
    gives(
        "const o = harden({ a: { b: [] } }); return [Object.isFrozen(o.a.b), harden(1)];",
        "[true,1]",
    );
}

#[test]
fn errors_name_the_module_with_line_and_column() {
    // spec E6, P6.1
    let source = "import { Far } from '@endo/far';\n\nexport const buildRootObject = () => {\n  throw Error('no');\n};\n";
    let mut kernel = kernel(&app(&[("bootstrap", source)]), KernelOptions::default());
    run(&mut kernel);
    let status = format!("{:?}", kernel.vats()[0].status);
    assert!(
        status.contains("vat start failed") && status.contains("bootstrap.js:4:"),
        "{status}"
    );
}

#[test]
fn the_runtime_brings_its_modules() {
    // spec E7
    gives(
        "const { q, Fail } = await import('@endo/errors');
         const { makePromiseKit } = await import('@endo/promise-kit');
         const { passStyleOf } = await import('@endo/marshal');
         const kit = makePromiseKit(); kit.resolve(7);
         let said; try { Fail`bad ${q(5)}`; } catch (e) { said = e.message; }
         return [await kit.promise, passStyleOf(harden([])), said];",
        r#"[7,"copyArray","bad 5"]"#,
    );
}
