//! Random texts and values, from fixed seeds: reading what was written gives the value, another reader
//! agrees, and no text whatever does anything but fail.

use boa_engine::string::JsStrVariant;
use boa_engine::{JsString, JsValue, Source, js_string};

use crate::realm;

/// A sequence of numbers that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "00e9",
    "d83d",
    "\\ude00",
    "a",
    "key",
    "0",
    "-",
    "1.5",
    "e",
    "E+",
    "400",
    "true",
    "false",
    "null",
    " ",
    "\n",
    "\t",
    "\u{1}",
    "é",
    "☃",
    "😀",
    "__proto__",
    "7",
    "\"a\":",
    "\"b\":1,",
    "[]",
    "{}",
    "\"\"",
    "12345678901234567890",
    ".",
    "0.1",
];

#[test]
fn any_text_is_read_or_refused() {
    let mut context = realm::boot();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let json =
        "(text, reviver) => { try { return JSON.stringify(JSON.parse(text, reviver)); } catch (e) {
        if (!(e instanceof SyntaxError)) throw e; return e.name; } }";
    let json = context.eval(Source::from_bytes(json)).unwrap();
    let json = json.as_callable().unwrap();
    let same = context
        .eval(Source::from_bytes("(key, value) => value"))
        .unwrap();
    let mut read = 0;
    for _ in 0..30_000 {
        let text: String = (0..=chance.below(7)).map(|_| chance.pick(PIECES)).collect();
        let text = JsValue::from(JsString::from(text.as_str()));
        let call = |arguments: &[JsValue], context: &mut _| {
            let result = json
                .call(&JsValue::undefined(), arguments, context)
                .unwrap();
            result.as_string().unwrap()
        };
        let plain = call(std::slice::from_ref(&text), &mut context);
        let revived = call(&[text, same.clone()], &mut context);
        assert_eq!(plain, revived);
        read += usize::from(plain != js_string!("SyntaxError"));
    }
    assert!(read > 1000, "{read} texts were JSON");
}

/// The text of a random value.
fn value(chance: &mut Chance, depth: usize, text: &mut String) {
    match chance.below(if depth == 0 { 6 } else { 9 }) {
        0 => text.push_str(chance.pick(&["true", "false", "null"])),
        1 => text.push_str(&(chance.below(5_000_000_000) as i64 - 2_500_000_000).to_string()),
        2 => {
            let whole = chance.below(1 << 40);
            let exponent = chance.below(60) as i32 - 30;
            text.push_str(&format!("{whole}.{}e{exponent}", chance.below(1000)));
        }
        3 => text.push_str(&f64::from_bits(chance.0 & 0x7fdf_ffff_ffff_ffff).to_string()),
        4 | 5 => string(chance, text),
        6 | 7 => {
            text.push('{');
            for index in 0..chance.below(5) {
                text.push_str(if index > 0 { ", " } else { " " });
                if chance.below(6) == 0 {
                    text.push_str(&format!("\"{}\"", chance.below(40)));
                } else if chance.below(2) == 0 {
                    text.push_str(chance.pick(&[
                        "\"id\"",
                        "\"name\"",
                        "\"__proto__\"",
                        "\"toJson\"",
                        "\"\"",
                    ]));
                } else {
                    string(chance, text);
                }
                text.push(':');
                value(chance, depth - 1, text);
            }
            text.push('}');
        }
        _ => {
            text.push('[');
            for index in 0..chance.below(6) {
                text.push_str(if index > 0 { ",\n" } else { "" });
                value(chance, depth - 1, text);
            }
            text.push(']');
        }
    }
}

fn string(chance: &mut Chance, text: &mut String) {
    text.push('"');
    for _ in 0..chance.below(12) {
        text.push_str(chance.pick(&[
            "a",
            "bcdefghijk",
            " ",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0041",
            "\\u00e9",
            "é",
            "ÿ",
            "☃",
            "\\u2603",
            "😀",
            "\\ud83d\\ude00",
            "\u{2028}",
            "\u{7f}",
            "\\u0000",
        ]));
    }
    text.push('"');
}

#[test]
fn what_was_read_is_written_and_read_again_alike() {
    let mut context = realm::boot();
    let mut chance = Chance(0xdead_beef_cafe_f00d);
    let check = "text => {
        const deepEqual = (a, b) => Object.is(a, b) || (Object(a) === a && Object(b) === b
            && Array.isArray(a) === Array.isArray(b)
            && Object.getPrototypeOf(a) === Object.getPrototypeOf(b)
            && Object.keys(a).join() === Object.keys(b).join()
            && Object.keys(a).every(key => deepEqual(a[key], b[key])));
        const value = JSON.parse(text);
        const compact = JSON.stringify(value);
        return deepEqual(JSON.parse(compact), JSON.parse(JSON.stringify(value, null, '\\t')))
            && JSON.stringify(JSON.parse(compact)) === compact
            && JSON.stringify(value, (key, value) => value) === compact
            && JSON.stringify(JSON.parse(text, (key, value) => value)) === compact
            && compact; }";
    let check = context.eval(Source::from_bytes(check)).unwrap();
    let check = check.as_callable().unwrap();
    for _ in 0..3_000 {
        let mut text = String::new();
        value(&mut chance, 4, &mut text);
        let argument = JsValue::from(JsString::from(text.as_str()));
        let compact = check
            .call(&JsValue::undefined(), &[argument], &mut context)
            .unwrap();
        assert!(compact.is_string(), "{text}: {}", compact.display());
    }
}

#[test]
fn numbers_are_rounded_as_the_language_says() {
    let mut context = realm::boot();
    let mut chance = Chance(0x0123_4567_89ab_cdef);
    let parse = context.eval(Source::from_bytes("JSON.parse")).unwrap();
    let parse = parse.as_callable().unwrap();
    for round in 0..20_000 {
        let digits = 1 + chance.below(if round % 2 == 0 { 17 } else { 30 });
        let mut text = if chance.below(2) == 0 { "-" } else { "" }.to_owned();
        text.push(char::from(b'1' + chance.below(9) as u8));
        let point = chance.below(digits + 1);
        for index in 1..digits {
            if index == point {
                text.push('.');
            }
            text.push(char::from(b'0' + chance.below(10) as u8));
        }
        if chance.below(2) == 0 {
            text.push_str(&format!("e{}", chance.below(700) as i32 - 350));
        }
        let expected: f64 = text.parse().unwrap();
        let argument = JsValue::from(JsString::from(text.as_str()));
        let found = parse
            .call(&JsValue::undefined(), &[argument], &mut context)
            .unwrap();
        assert_eq!(
            found.as_number().unwrap().to_bits(),
            expected.to_bits(),
            "{text}"
        );
    }
}

#[test]
fn both_forms_of_strings_are_read_alike() {
    // A wide string with the same text: the engine keeps it as UTF-16.
    let mut context = realm::boot();
    let narrow = JsString::from("[{\"a\":1.25e2,\"b\":\"x\\n\",\"a\":null}, true]");
    assert!(matches!(narrow.variant(), JsStrVariant::Latin1(_)));
    let wide = JsString::from(narrow.to_vec().as_slice());
    assert!(matches!(wide.variant(), JsStrVariant::Utf16(_)));
    let json = context
        .eval(Source::from_bytes(
            "text => JSON.stringify(JSON.parse(text))",
        ))
        .unwrap();
    let json = json.as_callable().unwrap();
    let mut both = [narrow, wide].map(|text| {
        let result = json.call(&JsValue::undefined(), &[text.into()], &mut context);
        result.unwrap().as_string().unwrap()
    });
    both.sort();
    assert_eq!(both[0], both[1]);
    assert_eq!(both[0], js_string!("[{\"a\":null,\"b\":\"x\\n\"},true]"));
}
