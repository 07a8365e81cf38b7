//! Compartments as code in a vat finds them, and as an attacker tries to get out of one.

use boa_engine::object::JsObject;
use boa_engine::{Context, Source, js_string};

use crate::{errors, realm};

/// Runs a program of the vat and gives its completion value as text, or what it threw.
fn eval(context: &mut Context, code: &str) -> String {
    let value = context.eval(Source::from_bytes(code));
    match value.and_then(|value| value.to_string(context)) {
        Ok(text) => text.to_std_string_lossy(),
        Err(error) => errors::describe(&error, context)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let mut context = realm::boot();
    for (code, expected) in cases {
        assert_eq!(eval(&mut context, code), *expected, "{code}");
    }
}

#[test]
fn compartments_have_globals_of_their_own() {
    // spec E8.1, E8.4, E8.5, E8.6
    check(&[
        (
            "const c = new Compartment({ globals: { x: 1 }, __options__: true }); c.evaluate('x + 1')",
            "2",
        ),
        (
            "c.globalThis !== globalThis && c.globalThis.Array === Array && c.evaluate('[]') instanceof Array",
            "true",
        ),
        (
            "c.evaluate('typeof console + typeof harden')",
            "undefinedfunction",
        ),
        (
            "'x' in globalThis || Object.isFrozen(c.globalThis)",
            "false",
        ),
        (
            "harden(c.globalThis); c.evaluate('y = 1')",
            "ReferenceError: cannot assign to uninitialized global property `y`",
        ),
        (
            "c.evaluate('new Compartment({ z: x + 1 }).evaluate(\"z + typeof x\")')",
            "2undefined",
        ),
    ]);
}

#[test]
fn a_compartment_is_not_forged() {
    // spec E8.1, E8.2, E8.3
    let refused = "TypeError: Compartment.prototype.name was called on what is not a Compartment";
    check(&[
        (
            "Compartment()",
            "TypeError: Class constructor Compartment cannot be invoked without 'new'",
        ),
        ("Object.create(new Compartment()).name", refused),
        ("new Proxy(new Compartment(), {}).name", refused),
        (
            "new (new Compartment().constructor)()",
            "TypeError: Compartment.prototype.constructor is not a valid constructor.",
        ),
        (
            "new Compartment({ __options__: 1 })",
            "Error: Compartment constructor only supports true __options__ sigil, got 1",
        ),
    ]);
}

#[test]
fn text_is_a_strict_program_that_declares_nothing() {
    // spec E8.7, E10.4
    check(&[
        (
            "const c = new Compartment(); c.evaluate('let a = 1; var b = 2; function f() { return a + b; } f()')",
            "3",
        ),
        (
            "c.evaluate('[typeof a, typeof b, typeof f].join()')",
            "undefined,undefined,undefined",
        ),
        ("c.evaluate('if (1) { 7; }')", "7"),
        ("c.evaluate('this === globalThis')", "true"),
        (
            "c.evaluate('(function () { return typeof this; })()')",
            "undefined",
        ),
        (
            "c.evaluate('with ({}) {}')",
            "SyntaxError: with statement not allowed in strict mode at line 1, col 1",
        ),
        (
            "c.evaluate('const k = 1; k = 2')",
            "TypeError: cannot mutate an immutable binding 'k'",
        ),
        (
            "c.evaluate('late; let late')",
            "ReferenceError: access of uninitialized binding",
        ),
    ]);
}

#[test]
fn options_of_evaluate() {
    // spec E8.8, E8.9, E8.10, E8.11
    check(&[
        (
            "const log = []; const t = name => text => { log.push(name); return text; };
             const c = new Compartment({ transforms: [t('c')], __shimTransforms__: [t('s')], __options__: true });
             c.evaluate('1', { transforms: [t('e')] }); c.globalThis.eval('1'); c.globalThis.Function('1'); log.join()",
            "e,c,s,c,s,c,s",
        ),
        ("c.evaluate('made = 5; made + typeof unmade + unmade', { sloppyGlobalsMode: true })", "5undefinedundefined"),
        ("c.globalThis.made", "5"),
        ("c.evaluate('a + b', { __moduleShimLexicals__: { a: 1, get b() { return 2; } } })", "3"),
        ("c.evaluate('(() => { let l = 1; return eval(\"typeof l\"); })()', { __rejectSomeDirectEvalExpressions__: false })", "undefined"),
    ]);
}

#[test]
fn nothing_leads_to_an_evaluator_of_another_realm() {
    // spec E10.1, E10.2, E10.3
    let inert = "TypeError: Function.prototype.constructor is not a valid constructor.";
    check(&[
        (
            "const c = new Compartment({ globals: { x: 1 }, __options__: true }); 0",
            "0",
        ),
        ("c.globalThis.Function('return x')()", "1"),
        ("c.globalThis.eval('x')", "1"),
        (
            "typeof c.globalThis.eval('globalThis.eval').call(null, 'x')",
            "number",
        ),
        ("c.evaluate('(() => {}).constructor')('return x')", inert),
        ("new (async function* () {}).constructor('')", inert),
        ("[].map.constructor === Function", "false"),
        (
            "c.globalThis.Function.prototype === Function.prototype",
            "true",
        ),
    ]);
}

#[test]
fn syntax_decides_what_is_refused() {
    // spec E10.5, E10.6, E10.8
    check(&[
        (
            "const c = new Compartment(); const refused = text => { try { c.evaluate(text); return ''; } catch (e) {
               return (/SES_[A-Z_]+/.exec(e.message) ?? [e])[0]; } }; refused('eval(1)')",
            "SES_EVAL_REJECTED",
        ),
        ("refused('() => (eval)(1)')", "SES_EVAL_REJECTED"),
        ("refused('class C { m(a = `${eval()}`) {} }')", "SES_EVAL_REJECTED"),
        ("refused('(0, eval)(1); eval?.(1); ({ eval() {} }).eval(); \"eval(1)\"; // eval(1)')", ""),
        ("refused('let a = 1, b = 2; a<!--b')", "SES_HTML_COMMENT_REJECTED"),
        ("refused('1\\n  --> x')", "SES_HTML_COMMENT_REJECTED"),
        ("refused('let x = 2; while (x-->0); \"<!-- -->\"; /<!-->/; `<!--\\n-->`')", ""),
        ("c.evaluate('debugger; 1')", "1"),
    ]);
}

#[test]
fn errors_show_the_name_of_a_text() {
    // spec E8.12
    let mut context = realm::boot();
    for (code, place) in [
        (
            "new Compartment({ name: 'mine', __options__: true }).evaluate('\\n null.x')",
            "mine:2:",
        ),
        (
            "new Compartment().evaluate('function f() { null.x; }\\nf()\\n//# sourceURL=other.js')",
            "other.js:1:",
        ),
    ] {
        let error = context.eval(Source::from_bytes(code)).unwrap_err();
        let text = errors::describe(&error, &mut context);
        assert!(text.contains(place), "{text}");
    }
}

#[test]
fn errors_of_syntax_show_their_place() {
    // spec E8.12
    check(&[
        (
            "const c = new Compartment({ name: 'a\\nb', __options__: true }); c.evaluate('1;\\n  let let')",
            "SyntaxError: a\u{fffd}b:2:7: unexpected token 'let', strict reserved word cannot be an identifier",
        ),
        // An error of another text keeps its own place.
        (
            "const d = new Compartment({ name: 'd', globals: { c }, __options__: true }); d.evaluate('c.evaluate(\")\")')",
            "SyntaxError: a\u{fffd}b:1:1: unexpected token ')', primary expression",
        ),
    ]);
}

/// Whatever can be reached from values of every kind of syntax and from what `roots` lists.
fn reached(roots: &str, context: &mut Context) -> Vec<JsObject> {
    let walk = format!(
        "(() => {{
           const seen = new Set();
           const queue = [{roots}, () => 1, function () {{}}, async () => 1, function* () {{}}, async function* () {{}}, class {{}},
             (function () {{ return arguments; }})(), [].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](),
             'a'.matchAll(/a/g), [].values().map(x => x), Iterator.from({{ next() {{}} }}), Promise.resolve(), /x/, Object(1n), Object(Symbol()),
             new Uint8Array(), new Error('e'), (s => s)`x`, (() => 1).bind()];
           for (const value of queue) {{
             if (Object(value) !== value || seen.has(value)) continue;
             seen.add(value);
             queue.push(Object.getPrototypeOf(value));
             for (const key of Reflect.ownKeys(value)) {{
               const found = Object.getOwnPropertyDescriptor(value, key);
               queue.push(found.value, found.get, found.set);
             }}
           }}
           return [...seen];
         }})()"
    );
    let list = context.eval(Source::from_bytes(&walk)).unwrap();
    let list = list.as_object().unwrap();
    let length = list.get(js_string!("length"), context).unwrap();
    (0..length.as_number().unwrap() as u32)
        .filter_map(|index| list.get(index, context).unwrap().as_object())
        .collect()
}

#[test]
fn the_original_evaluators_cannot_be_reached() {
    // spec E10.3
    let mut context = realm::boot();
    let found = reached("globalThis, new Compartment().globalThis", &mut context);
    assert!(found.len() > 500, "{}", found.len());
    let of = context.intrinsics().constructors();
    for original in [
        of.function(),
        of.async_function(),
        of.generator_function(),
        of.async_generator_function(),
    ] {
        assert!(!found.contains(&original.constructor()));
        assert!(found.contains(&original.prototype()));
    }
}

#[test]
fn nothing_leads_from_a_compartment_to_the_start_realm() {
    // spec E8.4, E10.1
    let mut context = realm::boot();
    let code = "const compartment = new Compartment(), sibling = new Compartment(); 0";
    context.eval(Source::from_bytes(code)).unwrap();
    let found = reached(
        "compartment.globalThis, compartment.evaluate('globalThis')",
        &mut context,
    );
    for name in [
        "globalThis",
        "eval",
        "Function",
        "Compartment",
        "console",
        "assert",
        "HandledPromise",
        "sibling.globalThis",
        "sibling.globalThis.eval",
        "sibling.globalThis.Function",
    ] {
        let value = context.eval(Source::from_bytes(name)).unwrap();
        assert!(!found.contains(&value.as_object().unwrap()), "{name}");
    }
}

#[test]
fn a_frame_of_the_caller_is_not_a_referrer() {
    // spec E10.7
    let mut context = realm::boot();
    let code = "const c = new Compartment({ name: 'mine', __options__: true });
        c.evaluate('() => import(\"@endo/far\")')().then(() => 'loaded', e => `refused ${e.name}`)";
    let promise = context.eval(Source::from_bytes(code)).unwrap();
    crate::jobs::run_to_empty(&mut context).unwrap();
    let promise =
        boa_engine::object::builtins::JsPromise::from_object(promise.as_object().unwrap().clone())
            .unwrap();
    let state = promise.state();
    let outcome = state
        .as_fulfilled()
        .unwrap()
        .to_string(&mut context)
        .unwrap();
    assert!(outcome.to_std_string_lossy().starts_with("refused"));
}
