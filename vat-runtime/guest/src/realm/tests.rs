//! The realm as vat code finds it, and as an attacker tries to change it.

use boa_engine::{Context, Source};

use crate::{errors, realm};

/// Runs a script and gives its completion value as text, or what it threw.
pub(super) fn eval(context: &mut Context, code: &str) -> String {
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
pub(super) fn check(cases: &[(&str, &str)]) {
    let mut context = realm::boot();
    for (code, expected) in cases {
        assert_eq!(eval(&mut context, code), *expected, "{code}");
    }
}

#[test]
fn there_is_no_chance_and_no_place() {
    // spec E17.5, E17.6
    check(&[
        (
            "Math.random()",
            "TypeError: there is no chance in a vat: Math.random() throws",
        ),
        (
            "'a'.localeCompare('B') + ',' + 'B'.localeCompare('a') + ',' + 'x'.localeCompare('x')",
            "1,-1,0",
        ),
        ("(1234.5).toLocaleString('de')", "1234.5"),
        (
            "new Date(0).toLocaleDateString('de') === new Date(0).toDateString()",
            "true",
        ),
        (
            "typeof Function.prototype.caller + ('arguments' in (() => {}))",
            "undefinedfalse",
        ),
        ("'I'.toLocaleLowerCase('tr')", "i"),
        ("[1, 2].toLocaleString()", "1,2"),
    ]);
}

#[test]
fn what_must_not_be_there_is_not() {
    check(&[(
        "['Atomics', 'SharedArrayBuffer', 'FinalizationRegistry', 'WeakRef', 'TypedArray', 'Intl', 'Temporal',
          'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'process', 'require', 'global', 'window',
          'Buffer', 'URL', 'fetch', 'WebAssembly', 'TextEncoder', 'performance', 'structuredClone', 'print'
         ].filter(name => name in globalThis).join()",
        "",
    )]);
}

/// Walks everything a vat can reach from its globals and from values of every kind of syntax.
const WALK: &str = "
    const seen = new Set();
    const soft = [];
    const walk = (value, path) => {
        if (Object(value) !== value || seen.has(value)) return;
        seen.add(value);
        if (!Object.isFrozen(value)) soft.push(path);
        walk(Object.getPrototypeOf(value), path + '.[[Prototype]]');
        for (const key of Reflect.ownKeys(value)) {
            const found = Object.getOwnPropertyDescriptor(value, key);
            for (const part of ['value', 'get', 'set']) walk(found[part], `${path}.${String(key)}`);
        }
    };
    const up = value => Object.getPrototypeOf(value);
    walk(globalThis, 'globalThis');
    const made = {
        generator: up(function* () {}), generatorObject: up(up((function* () {})())),
        asyncGenerator: up(async function* () {}), asyncGeneratorObject: up(up((async function* () {})())),
        asyncFunction: up(async () => {}), arrow: up(() => {}), method: up({ m() {} }.m), class: up(class {}),
        array: up([].values()), map: up(new Map().keys()), set: up(new Set().keys()), text: up(''[Symbol.iterator]()),
        matches: up('a'.matchAll(/a/g)), helper: up([].values().map(x => x)), wrapped: up(Iterator.from({ next() {} })),
        bound: up((() => {}).bind()), promise: up(Promise.resolve()), regexp: up(/x/), proxy: up(new Proxy({}, {})),
        thrower: Object.getOwnPropertyDescriptor((function () { 'use strict'; return arguments; })(), 'callee').get,
        arguments: up((function () { return arguments; })()), template: (s => s)`x`, bigint: up(Object(1n)),
        symbol: up(Object(Symbol())), typed: up(up(new Uint8Array())), resolvers: up(Promise.withResolvers()),
        groups: up(/(?<x>y)/.exec('y')), iteratorResult: up([].values().next()), error: up(new AggregateError([])),
    };
    for (const key of Object.keys(made)) walk(made[key], key);
";

#[test]
fn everything_that_can_be_reached_is_frozen() {
    check(&[
        (&format!("{WALK} soft.join()"), ""),
        (
            &format!("{{ {WALK} }} harden(globalThis) === globalThis"),
            "true",
        ),
    ]);
}

#[test]
fn frozen_intrinsics_cannot_be_changed() {
    let mut context = realm::boot();
    for attack in [
        "Object.prototype.x = 1",
        "globalThis.x = 1",
        "x = 1",
        "delete globalThis.Array",
        "Object.defineProperty(globalThis, 'x', { value: 1 })",
        "Object.setPrototypeOf(globalThis, {})",
        "Object.setPrototypeOf(Object.prototype, {})",
        "Array.prototype.push = 1",
        "Array.prototype[0] = 1",
        "Array.prototype.length = 1",
        "Function.prototype.call = 1",
        "Object.getPrototypeOf(function* () {}).prototype.next = 1",
        "Object.getPrototypeOf(async () => {}).x = 1",
        "Object.getPrototypeOf([].values()).next = 1",
        "Object.getPrototypeOf(Object.getPrototypeOf([].values())).x = 1",
        "Symbol.iterator.x = 1",
        "Array[Symbol.species] = 1",
        "Object.defineProperty(Array, Symbol.species, { value: Map })",
        "Error.prototype.stack = 1",
        "RegExp.prototype.exec = 1",
        "RegExp.lastIndex = 1",
        "Promise.prototype.then = 1",
        "Promise.resolve.x = 1",
        "Math.PI = 3",
        "JSON.parse = 1",
        "harden.x = 1",
        "console.log = 1",
        "console.x = 1",
        "undefined = 1",
        "NaN = 1",
        "Infinity = 1",
        "Object.prototype.__proto__ = {}",
        "Object.prototype.__defineGetter__('x', () => 1)",
        "(function () { 'use strict'; return arguments.callee; })()",
        "Reflect.getPrototypeOf(Int8Array).from = 1",
        "eval('var x = 1'); x",
        "(0, eval)('var x = 1'); x",
        "(0, eval)('function x() {}'); x",
        "Function('x = 1')(); x",
        "Function('\"use strict\"; this.x = 1')()",
        "new Function('\"use strict\"; x = 1')()",
        "Object.assign(Object.prototype, { x: 1 })",
        "Object.getPrototypeOf(Iterator.from({ next() {} })).next = 1",
        "Iterator.prototype[Symbol.toStringTag] = 1",
        "Iterator.prototype.constructor = 1",
    ] {
        let outcome = eval(&mut context, &format!("'use strict'; {attack}"));
        assert!(outcome.contains("Error: "), "{attack} gave {outcome}");
    }
    assert_eq!(
        eval(
            &mut context,
            &format!("{WALK} soft.join() + Math.PI + typeof x")
        ),
        "3.141592653589793undefined"
    );
}

#[test]
fn inline_caches_do_not_bypass_freezing() {
    check(&[
        (
            "const s = (o, v) => { try { o.push = v; } catch {} };
             const own = { push: 1 }; for (let i = 0; i < 50; i++) s(own, i);
             s(Array.prototype, 'bad'); typeof Array.prototype.push",
            "function",
        ),
        (
            "const t = o => { try { o.Array = 1; } catch {} }; for (let i = 0; i < 50; i++) t({ Array: 0 });
             for (let i = 0; i < 50; i++) t(globalThis); typeof Array",
            "function",
        ),
        (
            "const big = { x: 5 }; for (let i = 0; i < 1023; i++) big['k' + i] = i;
             const u = (o, v) => { try { o.x = v; } catch {} }; u(big, 6); harden(big); u(big, 7); big.x",
            "6",
        ),
    ]);
}

#[test]
fn heirs_of_intrinsics_may_shadow_what_they_inherit() {
    check(&[
        (
            "'use strict'; const o = {}; o.toString = () => 'own'; String(o)",
            "own",
        ),
        (
            "'use strict'; const e = new Error('m'); e.name = 'Mine'; e.message = 'n'; String(e)",
            "Mine: n",
        ),
        (
            "'use strict'; const F = function () {}; F.prototype.constructor = 7; new F().constructor",
            "7",
        ),
        ("'use strict'; const a = []; a.push = 1; a.push", "1"),
        ("'use strict'; const f = () => 1; f.apply = 2; f.apply", "2"),
        (
            "Object.keys((() => { const p = {}; p.toString = 1; return p; })()).join()",
            "toString",
        ),
        // Only assignment to an heir: what is frozen by vat code stays as the language has it.
        (
            "'use strict'; const base = harden({ x: 1 }); const heir = { __proto__: base }; heir.x = 2",
            "TypeError: cannot set non-writable property: x",
        ),
        (
            "'use strict'; const sealed = Object.freeze({}); sealed.toString = 1",
            "TypeError: cannot set non-writable property: toString",
        ),
        (
            "'use strict'; Reflect.set(Object.prototype, 'toString', 1, Object.prototype)",
            "false",
        ),
        (
            "'use strict'; Reflect.set(Object.prototype, 'toString', 1, globalThis)",
            "false",
        ),
        ("'use strict'; Reflect.set({}, 'toString', 1, 5)", "false"),
    ]);
}

#[test]
fn code_from_strings_sees_only_the_frozen_global() {
    check(&[
        (
            "Function('return globalThis')() === globalThis && (0, eval)('this') === globalThis",
            "true",
        ),
        ("(0, eval)('1 + 1')", "2"),
        ("new Function('a', 'b', 'return a * b')(6, 7)", "42"),
        (
            "(() => { const local = 1; return (0, eval)('typeof local'); })()",
            "undefined",
        ),
        // No text is sloppy code.
        (
            "['this.x = 1', 'x = 2', 'Array.prototype.push = 3', 'delete Object.keys'].map(text => {
               try { return Function(text)(); } catch (e) { return e.name; } }).join()",
            "TypeError,ReferenceError,TypeError,TypeError",
        ),
    ]);
}

#[test]
fn html_like_comments_are_not_comments() {
    let mut context = realm::boot();
    for code in ["<!-- x", "1;\n--> x", "let a = 1, b = 2;\n/* */ --> a"] {
        assert!(
            eval(&mut context, code).starts_with("SyntaxError"),
            "{code}"
        );
    }
    assert_eq!(
        eval(&mut context, "'<!--' + '-->' /* <!-- --> */"),
        "<!---->"
    );
}

#[test]
fn equal_vats_are_equal() {
    let trace = |_| {
        let mut context = realm::boot();
        eval(
            &mut context,
            &format!("{WALK} [...seen].length + Reflect.ownKeys(globalThis).join()"),
        )
    };
    assert_eq!(trace(0), trace(1));
}

/// One line for each object that code can reach without making anything but values of its syntax: its
/// path, and the names of its own properties. A name in brackets is a symbol's; `()` marks an accessor.
const DESCRIBE: &str = "
    const paths = new Map();
    const lines = [];
    const describe = (value, path) => {
        if (Object(value) !== value || paths.has(value)) return;
        paths.set(value, path);
        const keys = Reflect.ownKeys(value);
        const found = key => Object.getOwnPropertyDescriptor(value, key);
        const text = key => (typeof key === 'symbol' ? `[${key.description.replace('Symbol.', '')}]` : key);
        const shown = keys.filter(key => !(typeof value === 'function' && (key === 'name' || key === 'length')));
        if (shown.length) {
            lines.push(`${path}: ${shown.map(key => text(key) + (found(key).get ? '()' : '')).sort().join(' ')}`);
        }
        for (const key of shown) {
            for (const part of ['value', 'get', 'set']) {
                const name = path === 'globalThis' ? text(key) : `${path}.${text(key)}`;
                describe(found(key)[part], part === 'value' ? name : `${part} ${name}`);
            }
        }
        describe(Object.getPrototypeOf(value), `${path}.[[Prototype]]`);
    };
    const up = value => Object.getPrototypeOf(value);
    const hidden = {
        '%AsyncFunction.prototype%': up(async () => {}),
        '%GeneratorFunction.prototype%': up(function* () {}),
        '%AsyncGeneratorFunction.prototype%': up(async function* () {}),
        '%ArrayIteratorPrototype%': up([].values()),
        '%MapIteratorPrototype%': up(new Map().keys()),
        '%SetIteratorPrototype%': up(new Set().keys()),
        '%StringIteratorPrototype%': up(''[Symbol.iterator]()),
        '%RegExpStringIteratorPrototype%': up('a'.matchAll(/a/g)),
        '%IteratorHelperPrototype%': up([].values().map(x => x)),
        '%WrapForValidIteratorPrototype%': up(Iterator.from({ next() {} })),
    };
    describe(globalThis, 'globalThis');
    for (const name of Object.keys(hidden)) describe(hidden[name], name);
    lines.join('\\n') + '\\n'
";

/// The whole environment of a vat. With `CRANKCASE_BLESS` set the file is written anew instead.
#[test]
fn the_environment_is_exactly_what_is_written() {
    let text = eval(&mut realm::boot(), DESCRIBE);
    if std::env::var_os("CRANKCASE_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/realm/environment.txt");
        std::fs::write(path, &text).expect("the sources can be written");
        return;
    }
    let written = include_str!("environment.txt");
    for (now, then) in text.lines().zip(written.lines()) {
        assert_eq!(now, then);
    }
    assert_eq!(text.lines().count(), written.lines().count());
}

#[test]
fn realms_can_share_intrinsics() {
    // The engine's amendment that compartments are made of.
    let mut context = realm::boot();
    let start = context.realm().clone();
    let global = boa_engine::object::JsObject::with_object_proto(context.intrinsics());
    let other = start.create_compartment(global.clone(), None);
    context.enter_realm(other);
    // Declared in each realm, so a scope of its own; literals have the prototypes of the start realm.
    assert_eq!(
        eval(
            &mut context,
            "let a = 1; var b = 2; [a, b, typeof Array].join()"
        ),
        "1,2,undefined"
    );
    let literals = "[[], {}, () => {}, /x/, async () => {}, function* () {}]";
    let made = context.eval(Source::from_bytes(literals)).unwrap();
    context.enter_realm(start);
    assert_eq!(eval(&mut context, "let a = 3; typeof b + a"), "undefined3");
    let list = made.as_object().unwrap();
    assert!(
        global
            .has_own_property(boa_engine::js_string!("b"), &mut context)
            .unwrap()
    );
    let array = context.intrinsics().constructors().array().prototype();
    assert_eq!(list.prototype(), Some(array));
    for (index, constructor) in ["Array", "Object", "Function", "RegExp"].iter().enumerate() {
        let value = list.get(index, &mut context).unwrap();
        let expected = context
            .eval(Source::from_bytes(&format!("{constructor}.prototype")))
            .unwrap();
        assert_eq!(
            value.as_object().unwrap().prototype(),
            expected.as_object(),
            "{constructor}"
        );
    }
}
