//! What a console line looks like, and that printing one does nothing else.

use boa_engine::Source;
use crankcase_abi::worker::ConsoleLevel;

use crate::realm;
use crate::syscalls::recorder;

fn printed(code: &str) -> Vec<(ConsoleLevel, String)> {
    let mut context = realm::boot();
    drop(recorder::take_console());
    let value = context
        .eval(Source::from_bytes(code))
        .expect("nothing here throws");
    assert!(value.is_undefined(), "the console gives nothing back");
    recorder::take_console()
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (args, expected) in cases {
        let lines = printed(&format!("console.log({args})"));
        let lines: Vec<_> = lines.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, [*expected], "{args}");
    }
}

#[test]
fn primitives_and_words() {
    check(&[
        ("", ""),
        (
            "'a', 'b', 1, -0, 1.5, 1e21, NaN, -Infinity",
            "a b 1 -0 1.5 1e+21 NaN -Infinity",
        ),
        (
            "10n, Symbol('s'), Symbol.iterator, null, undefined, true",
            "10n Symbol(s) Symbol(Symbol.iterator) null undefined true",
        ),
        (
            "'%s is %d%% of %i', 'x', 1.5, 2.9, 'rest', {}",
            "x is 1.5% of 2 rest {}",
        ),
        ("'100%', '%s'", "100% %s"),
        ("'%s %s', 1", "1 %s"),
        ("'%c%O', 'color: red', { a: 1 }", "{ a: 1 }"),
        ("'a\\ud800b'", "a\u{fffd}b"),
    ]);
}

#[test]
fn objects() {
    check(&[
        (
            "{}, [], { a: 'x', 'b c': [1, , 3], 7: null }",
            "{} [] { 7: null, a: 'x', 'b c': [ 1, 3 ] }",
        ),
        (
            "() => 1, class A {}, function f() {}, Math.max",
            "[Function (anonymous)] [class: A] [Function: f] [Function: max]",
        ),
        (
            "new Map([[1, { a: 2 }]]), new Set(['x'])",
            "Map(1) { 1 => { a: 2 } } Set(1) { 'x' }",
        ),
        (
            "new Uint8Array([1, 2]), new Date(0), /x/g",
            "Uint8Array [ 1, 2 ] Thu Jan 01 1970 00:00:00 GMT+0000 /x/g",
        ),
        (
            "Promise.resolve(1), new Promise(() => {})",
            "Promise { 1 } Promise { <pending> }",
        ),
        (
            "new (class Point { x = 1; #y = 2 })(), Object.create(null)",
            "Point { x: 1 } [Object: null prototype] {}",
        ),
        (
            "{ [Symbol.toStringTag]: 'Alleged: mint', get a() { throw 1 } }",
            "Object [Alleged: mint] { a: [Getter], [Symbol(Symbol.toStringTag)]: 'Alleged: mint' }",
        ),
        (
            "new Proxy({}, { get() { throw 1 }, ownKeys() { throw 1 } })",
            "[Proxy]",
        ),
        (
            "(() => { const a = { b: 1 }; a.self = a; return a })()",
            "{ b: 1, self: [Circular] }",
        ),
        ("[[[[[[1]]]]]]", "[ [ [ [ [Array] ] ] ] ]"),
        (
            "Array(200).fill(0).length, Object.keys(Array(3)).length",
            "200 0",
        ),
        (
            "{ long: 'x'.repeat(60), other: 'y'.repeat(20) }",
            &format!(
                "{{\n  long: '{}',\n  other: '{}'\n}}",
                "x".repeat(60),
                "y".repeat(20)
            ),
        ),
    ]);
}

#[test]
fn errors_show_where_they_were_made() {
    let lines = printed(
        "{ function f() { return new TypeError('no', { cause: 'c' }); } console.error(f(), 1) }",
    );
    let (level, text) = &lines[0];
    assert_eq!(*level, ConsoleLevel::Error);
    assert!(text.starts_with("TypeError: no\n    at f ("), "{text}");
    assert!(text.ends_with("\n  cause: 'c' 1"), "{text}");
}

#[test]
fn levels_groups_counters_and_assertions() {
    let lines = printed(
        "console.debug('d'); console.info('i'); console.warn('w');
         console.group('g'); console.log('in\\nside'); console.groupEnd(); console.groupEnd(); console.log('out');
         console.count(); console.count(); console.count('x'); console.countReset(); console.count();
         console.assert(true, 'no'); console.assert(0, 'yes', 1); console.time(); console.timeEnd(); console.clear();",
    );
    let lines: Vec<_> = lines.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        lines,
        [
            "d",
            "i",
            "w",
            "g",
            "  in\n  side",
            "out",
            "default: 1",
            "default: 2",
            "x: 1",
            "default: 1",
            "Assertion failed: yes 1"
        ]
    );
}

#[test]
fn printing_runs_no_vat_code() {
    let code = "
        const trap = () => { throw Error('vat code ran'); };
        const bad = { get a() { trap(); }, toString: trap, toJSON: trap, valueOf: trap,
            [Symbol.toPrimitive]: trap, get [Symbol.toStringTag]() { trap(); }, get constructor() { trap(); } };
        const error = new Error('m');
        for (const key of ['name', 'message', 'stack', 'cause', 'constructor'])
            Object.defineProperty(error, key, { get: trap });
        const map = new Map([[bad, bad]]); map[Symbol.iterator] = trap; map.forEach = trap;
        const promise = Promise.resolve(bad); promise.then = trap;
        const date = new Date(0); date.toString = trap; date[Symbol.toPrimitive] = trap;
        const regexp = /x/; regexp.toString = trap; Object.defineProperty(regexp, 'source', { get: trap });
        Object.defineProperty(regexp, 'flags', { get: trap });
        for (const method of Object.keys(console))
            console[method]('%s %d %O', bad, bad, bad, error, map, promise, date, regexp, new Proxy(trap, {}));
        for (const method of Object.keys(console)) console[method](bad);
        undefined";
    assert!(printed(code).len() > 10);
}

#[test]
fn lines_are_bounded() {
    let lines = printed(
        "const wide = []; for (let i = 0; i < 50; i++) wide.push({ a: wide, t: 'x'.repeat(9e3) });
        console.log(wide); console.log('x'.repeat(1e6))",
    );
    assert!(lines.iter().all(|(_, text)| text.len() < 70_000));
    assert!(
        lines[1].1.ends_with("… (934464 more bytes)"),
        "{}",
        &lines[1].1[65_000..]
    );
}
