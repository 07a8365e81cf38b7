//! Bodies out and in again, also for values nobody thought of.

use std::fmt::Write;

use crate::liveslots::tests::Vat;
use crate::passing::tests::check;

#[test]
fn bodies_are_those_of_the_reference() {
    check(&[
        ("m().serialize(harden([undefined, NaN, Infinity, -Infinity, -0, 1e21, 1.5, -7])).body",
         r##"#["#undefined","#NaN","#Infinity","#-Infinity",0,1e+21,1.5,-7]"##),
        ("m().serialize(harden(['', '!', '#', '$', '%', '&', '+', '-', '\"', '(', '.', 'a', ' '])).body",
         r##"#["","!!","!#","!$","!%","!&","!+","!-","!\"","!(",".","a"," "]"##),
        ("m().serialize(harden([0n, 5n, -5n, Symbol.iterator, Symbol.for('a'), Symbol.for('@@b')])).body",
         r##"#["+0","+5","-5","%@@iterator","%a","%@@@@b"]"##),
        // Integer-like keys come first by number, as in any object; slots are numbered in the sorted order.
        ("m().serialize(harden({ b: Far('b', {}), a: 1, 9: Far('nine', {}), 10: Far('ten', {}), '#x': 1, '': 0 })).body",
         r##"#{"9":"$1.Alleged: nine","10":"$0.Alleged: ten","":0,"!#x":1,"a":1,"b":"$2.Alleged: b"}"##),
        ("m().serialize(harden({ 'é': 1, z: 2, '\\u{10000}': 3, '\\uffff': 4 })).body", "#{\"z\":2,\"é\":1,\"𐀀\":3,\"\u{ffff}\":4}"),
        ("m().serialize(makeTagged('#t', harden(['$']))).body", r##"#{"#tag":"!#t","payload":["!$"]}"##),
        ("m({ errorTagging: 'off' }).serialize(RangeError('-r')).body", r##"#{"#error":"!-r","name":"RangeError"}"##),
        ("m({ marshalName: 'mm' }).serialize(Error('e')).body", r##"#{"#error":"e","errorId":"error:mm#10001","name":"Error"}"##),
        ("makeMarshal().serialize(harden([undefined, 1n, { '@qclass': 1, a: 2 }])).body",
         r##"[{"@qclass":"undefined"},{"@qclass":"bigint","digits":"1"},{"@qclass":"hilbert","original":1,"rest":{"a":2}}]"##),
        ("makeMarshal().serialize(Far('x', {})).body", r##"{"@qclass":"slot","iface":"Alleged: x","index":0}"##),
        ("JSON.stringify(makeMarshal(() => 'slot').serialize(harden([Far('x', {})])).slots)", r##"["slot"]"##),
    ]
    .map(|(code, expected)| (prefixed(code), expected))
    .each_ref()
    .map(|(code, expected)| (code.as_str(), *expected)));
}

/// Lets `m(options)` be a marshaller that writes smallcaps.
fn prefixed(code: &str) -> String {
    let m = "(options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options })";
    format!("(m => {code})({m})")
}

#[test]
fn marshallers_of_vat_code_keep_identities() {
    check(&[
        ("(() => { const m = makeMarshal(v => v, (s, i) => s, { serializeBodyFormat: 'smallcaps' }); const x = Far('x', {}); const p = harden(Promise.resolve(1));
            const back = m.unserialize(m.serialize(harden({ x, y: [x, p] }))); return back.x === x && back.y[0] === x && back.y[1] === p && Object.isFrozen(back.y) })()", "true"),
        ("makeMarshal(undefined, () => Far('y', {})).unserialize({ body: '#\"&0\"', slots: [1] })", "Error: slot 0 must be a promise, not \"[Alleged: y]\""),
        ("makeMarshal(() => { throw RangeError('mine') }).serialize(Far('x', {}))", "RangeError: mine"),
        ("makeMarshal().unserialize({ body: 3, slots: [] })", "Error: unserialize() given non-capdata (.body is 3, not string)"),
        ("makeMarshal().unserialize({ body: '#1' })", "Error: unserialize() given non-capdata (.slots are not Array)"),
        ("makeMarshal().serialize({})", "Error: Cannot pass non-frozen objects like (an object). Use harden()"),
    ]);
}

/// A small generator of numbers: the same sequence on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A canonical body: what the encoder writes for the value that it encodes.
fn body(numbers: &mut Numbers, depth: u64, out: &mut String) {
    const TEXTS: [&str; 12] = [
        "",
        "a",
        "!!",
        "!#undefined",
        "!$0",
        "é",
        "😀",
        "\\n\\\"\\\\",
        "\\ud800",
        "\\u0001\\u001f",
        "!-1",
        "\u{2028}",
    ];
    match numbers.below(if depth == 0 { 9 } else { 13 }) {
        0 => out.push_str("null"),
        1 => out.push_str(["true", "false"][numbers.below(2) as usize]),
        2 => write!(out, "{}", numbers.below(1 << 40) as i64 - (1 << 39)).expect("memory"),
        3 => write!(out, "{:?}", numbers.below(1 << 20) as f64 / 1024.0 + 0.001).expect("memory"),
        4 => out.push_str(
            [
                "\"#undefined\"",
                "\"#NaN\"",
                "\"#Infinity\"",
                "\"#-Infinity\"",
            ][numbers.below(4) as usize],
        ),
        5 => write!(
            out,
            "\"{}{}\"",
            ["+", "-1"][numbers.below(2) as usize],
            1 + numbers.below(u64::MAX)
        )
        .expect("memory"),
        6 => out.push_str(["\"%x\"", "\"%@@iterator\"", "\"%@@@@y\""][numbers.below(3) as usize]),
        7 | 8 => write!(out, "\"{}\"", TEXTS[numbers.below(12) as usize]).expect("memory"),
        9 => {
            out.push_str("{\"#tag\":\"t\",\"payload\":");
            body(numbers, depth - 1, out);
            out.push('}');
        }
        10 => {
            out.push('[');
            for index in 0..numbers.below(5) {
                out.push_str(if index > 0 { "," } else { "" });
                body(numbers, depth - 1, out);
            }
            out.push(']');
        }
        _ => {
            // In the order of their UTF-16 code units, integer-like ones first by number.
            const NAMES: [&str; 8] = ["2", "10", "!#", "__proto__", "a", "b\\\"", "é", "😀"];
            out.push('{');
            let mut first = true;
            for name in NAMES {
                if numbers.below(3) == 0 {
                    write!(out, "{}\"{name}\":", if first { "" } else { "," }).expect("memory");
                    body(numbers, depth - 1, out);
                    first = false;
                }
            }
            out.push('}');
        }
    }
}

#[test]
fn canonical_bodies_come_back_to_the_byte() {
    let mut vat = Vat::with_root("echo(x) { return x }");
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..600 {
        let mut text = String::new();
        body(&mut numbers, 4, &mut text);
        let calls = vat.call(&format!("#[\"echo\",[{text}]]"), "");
        assert_eq!(calls, [format!("resolve p-60 = #{text}")]);
    }
}

#[test]
fn broken_bodies_never_do_more_than_reject() {
    let mut vat = Vat::with_root("echo(x) { return 0 }");
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    for _ in 0..1_500 {
        let mut text = "#[\"echo\",[".to_owned();
        body(&mut numbers, 3, &mut text);
        text.push_str("]]");
        // Cut a character, double one, or put another in its place.
        let mut chars: Vec<char> = text.chars().collect();
        let at = numbers.below(chars.len() as u64) as usize;
        match numbers.below(3) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[at]),
            _ => {
                chars[at] = [
                    '"', '{', '}', '[', ']', ',', ':', '#', '$', '&', '\\', '0', '\u{0}', '%',
                ][numbers.below(14) as usize]
            }
        }
        let text: String = chars.into_iter().collect();
        let calls = vat.call(&text, "");
        assert!(
            calls.len() == 1 && calls[0].starts_with("resolve p-60 "),
            "{text}: {calls:?}"
        );
    }
}
