//! The JSON functions as vat code uses them; what each rule says in detail is tested in
//! `tests/conformance/json`.

mod random;

use boa_engine::{Context, Source};

use crate::{errors, realm};

fn eval(context: &mut Context, code: &str) -> String {
    match context
        .eval(Source::from_bytes(code))
        .and_then(|value| value.to_string(context))
    {
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
    for (code, expected) in cases {
        assert_eq!(eval(&mut realm::boot(), code), *expected, "{code}");
    }
}

#[test]
fn depth_is_limited_by_memory_only() {
    // spec E14.2, spec E14.5
    check(&[
        (
            "const deep = JSON.parse('['.repeat(300000) + ']'.repeat(300000));
             let depth = 0; for (let at = deep; at; at = at[0]) depth++; depth",
            "300000",
        ),
        (
            "const text = '{\"a\":'.repeat(300000) + '1' + '}'.repeat(300000);
             JSON.stringify(JSON.parse(text)) === text",
            "true",
        ),
        (
            "const text = '[' .repeat(100000) + ']'.repeat(100000);
             let calls = 0; JSON.parse(text, (key, value) => (calls++, value)); calls",
            "100000",
        ),
        (
            "let chain = []; for (let i = 0; i < 100000; i++) chain = new Proxy(chain, {});
             JSON.parse('1', () => Array.isArray(chain))",
            "true",
        ),
        (
            "const ring = []; let at = ring; for (let i = 0; i < 100000; i++) at.push(at = []);
             at.push(ring); JSON.stringify(ring)",
            "TypeError: JSON.stringify: $[0][0][0][0]…[0][0][0][0] is a cycle: the same object as $",
        ),
    ]);
}

#[test]
fn errors_name_the_place_in_our_words() {
    // spec E14.3
    let at = |what: &str| format!("SyntaxError: JSON.parse: {what}");
    for (text, expected) in [
        ("", "the text ends too early, at line 1, column 1"),
        ("[1,\n 2,, 3]", "unexpected ',', at line 2, column 4"),
        ("[\r\n\r1 1]", "unexpected '1', at line 3, column 3"),
        ("{\"a\" 1}", "unexpected '1', at line 1, column 6"),
        ("{a:1}", "unexpected 'a', at line 1, column 2"),
        ("[1,]", "unexpected ']', at line 1, column 4"),
        (
            "\"a\tb\"",
            "U+0009 needs an escape in a string, at line 1, column 3",
        ),
        ("\"\\x\"", "'x' makes no escape, at line 1, column 3"),
        ("\"\\u12g4\"", "'g' makes no escape, at line 1, column 6"),
        ("\"\\u12", "the text ends too early, at line 1, column 6"),
        ("\"abc", "the text ends too early, at line 1, column 5"),
        ("1 2", "'2' after the value, at line 1, column 3"),
        ("01", "'1' after the value, at line 1, column 2"),
        ("1.", "the text ends too early, at line 1, column 3"),
        ("1e+", "the text ends too early, at line 1, column 4"),
        (".5", "unexpected '.', at line 1, column 1"),
        ("+1", "unexpected '+', at line 1, column 1"),
        ("-", "the text ends too early, at line 1, column 2"),
        ("tru", "the text ends too early, at line 1, column 4"),
        ("nulL", "unexpected 'L', at line 1, column 4"),
        ("NaN", "unexpected 'N', at line 1, column 1"),
        ("\u{a0}1", "unexpected U+00A0, at line 1, column 1"),
        ("\u{feff}1", "unexpected U+FEFF, at line 1, column 1"),
        ("[😀]", "unexpected U+1F600, at line 1, column 2"),
        ("\0", "unexpected U+0000, at line 1, column 1"),
        ("'a'", "unexpected ''', at line 1, column 1"),
    ] {
        let mut context = realm::boot();
        let literal: String = text
            .encode_utf16()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect();
        let outcome = eval(&mut context, &format!("JSON.parse('{literal}')"));
        assert_eq!(outcome, at(expected), "{text:?}");
    }
}

#[test]
fn vat_code_runs_only_where_the_language_says() {
    // spec E14.4, spec E14.5, spec E14.6
    check(&[
        (
            "const log = [];
             const watch = (target, name) => new Proxy(target, new Proxy({}, {
                 get: (_, trap) => { log.push(`${name}.${trap}`); return undefined; },
             }));
             JSON.stringify({ a: watch([1], 'list'), b: watch({ x: 1 }, 'record') });
             log.join(' ')",
            "list.get list.get list.get record.get record.ownKeys record.getOwnPropertyDescriptor record.get",
        ),
        (
            "const log = [];
             const item = { get b() { log.push('b'); delete this.c; return 1; }, c: 2, d: 3,
                 toJSON(key) { log.push('toJSON ' + key); return this; } };
             JSON.stringify([item]) + log.join()",
            "[{\"b\":1,\"d\":3}]toJSON 0,b",
        ),
        (
            "const a = [1, { toJSON() { a.length = 1; a.x = 2; return 'gone'; } }, 3];
             JSON.stringify(a)",
            "[1,\"gone\",null]",
        ),
        (
            "const o = { x: { toJSON() { o.z = 9; o.y = 8; o.w = 7; return 1; } }, y: 2, z: 3 };
             JSON.stringify(o)",
            "{\"x\":1,\"y\":8,\"z\":9}",
        ),
        (
            "const o = { x: { toJSON() { delete o.y; Object.defineProperty(o, 'z', { get: () => 'got' }); return 1; } },
                 y: 2, z: 3 };
             JSON.stringify(o)",
            "{\"x\":1,\"z\":\"got\"}",
        ),
    ]);
}

#[test]
fn many_forms_of_objects_are_read_and_written_alike() {
    // spec E14.1, spec E14.5
    check(&[
        (
            "const rows = Array.from({ length: 5000 }, (_, i) => ({ ['k' + i % 37]: i, ['m' + i]: 'x', id: i }));
             const text = JSON.stringify(rows);
             JSON.stringify(JSON.parse(text)) === text && JSON.parse(text)[4999].id",
            "4999",
        ),
        (
            "const wide = {}; for (let i = 0; i < 3000; i++) wide['key' + i] = i;
             const text = JSON.stringify([wide, wide]);
             const [a, b] = JSON.parse(text);
             a.key5 = 'changed'; a.more = 1; delete a.key6;
             [JSON.stringify([b, b]) === text, b.key5, 'more' in b, Object.keys(a).length].join()",
            "true,5,false,3000",
        ),
        (
            "const [a, b] = JSON.parse('[{\"x\":1,\"y\":2},{\"x\":3,\"y\":4}]');
             delete a.x; a.z = 1; JSON.stringify([a, b])",
            "[{\"y\":2,\"z\":1},{\"x\":3,\"y\":4}]",
        ),
        (
            "JSON.stringify(JSON.parse('[{\"a\":1,\"\\\\u0062\":2},{\"a\":1,\"b\":2,\"a\":3},{\"\\\\u0061\":4}]'))",
            "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":2},{\"a\":4}]",
        ),
    ]);
}
