//! Random passable values in a vat: they come back from both encodings and from both formats of keys, keys sort as
//! values rank, and broken bodies are refused without ending the vat.

use std::cell::RefCell;

use crankcase_kernel::{Kernel, KernelOptions, PromiseStatus, VatStatus};
use crankcase_tests::{app, kernel, run};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What judges values, inside of a vat.
const JUDGE: &str = r#"
import { Far } from '@endo/far';
import { makeMarshal, makePassableKit, compareRank, compareAntiRank, sortByRank, isRankSorted, stringify, passStyleOf } from '@endo/marshal';
const formats = ['legacyOrdered', 'compactOrdered'].map(format => makePassableKit({ format }));
const encodings = ['capdata', 'smallcaps'].map(serializeBodyFormat => makeMarshal(undefined, undefined, { serializeBodyFormat }));
const judge = values => {
    const bodies = values.map(x => encodings.map(m => m.serialize(x).body));
    for (const [at, x] of values.entries()) {
        passStyleOf(x);
        for (const m of encodings) {
            const back = m.unserialize(m.serialize(x));
            if (stringify(back) !== bodies[at][0] || compareRank(back, x) !== 0) return `encoding ${bodies[at][1]}`;
        }
        for (const { encodePassable, decodePassable } of formats) {
            const back = decodePassable(encodePassable(x));
            if (stringify(back) !== bodies[at][0]) return `key of ${bodies[at][1]}`;
        }
    }
    for (const x of values) for (const y of values) {
        const rank = compareRank(x, y);
        if (compareAntiRank(x, y) !== -rank && rank !== 0) return `anti rank of ${stringify(x)} and ${stringify(y)}`;
        for (const { encodePassable } of formats) {
            const [a, b] = [encodePassable(x), encodePassable(y)];
            if (rank !== (a < b ? -1 : a > b ? 1 : 0)) return `rank of ${stringify(x)} and ${stringify(y)}`;
        }
    }
    return isRankSorted(sortByRank(values)) ? 'fine' : 'sorting';
};
export const buildRootObject = () => Far('root', { bootstrap() {}, judge, take(body, size) {
    const slots = Array.from({ length: size }, (_, i) => i % 2 ? Far('slot', {}) : harden(Promise.resolve(i)));
    let why = 'read';
    for (const m of encodings) try { m.serialize(m.unserialize({ body, slots })) } catch (e) { why = e instanceof Error && e.message !== '' ? 'refused' : `odd: ${e}` }
    for (const { decodePassable } of formats) try { decodePassable(body) } catch (e) { if (!(e instanceof Error && e.message !== '')) why = `odd: ${e}` }
    return why;
}, echo: x => x });
"#;

/// A text that stands in a body as it is, in quotes.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "",
        "a",
        "ab",
        "z",
        " ",
        "a b",
        "!!",
        "!#undefined",
        "!$0",
        "!&0",
        "!%",
        "!+1",
        "!-1",
        "!(",
        "^",
        "_",
        "[",
        "\\u0000",
        "\\u0001",
        "\\u001f",
        "\\ud800",
        "\\udc00a",
        "\u{ffff}",
        "😀",
        "é",
        "!\\\"",
        "\\\\",
        "@qclass",
        "@@x",
        "\u{2028}",
        "10",
        "9",
    ]);
    prop_oneof![
        3 => special.prop_map(str::to_owned),
        1 => "[a-z^_~ ]{0,6}",
    ]
}

/// A passable value without references, in smallcaps.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "null",
            "true",
            "false",
            "\"#undefined\"",
            "\"#NaN\"",
            "\"#Infinity\"",
            "\"#-Infinity\"",
            "0",
            "1e21",
            "5e-324",
            "-1.5",
            "\"+0\"",
            "\"%@@iterator\"",
            "\"%x\"",
            "\"%@@@@y\"",
        ])
        .prop_map(str::to_owned),
        any::<f64>()
            .prop_filter("JSON has it", |number| number.is_finite())
            .prop_map(|number| format!("{number:?}")),
        (-100_i32..100).prop_map(|number| number.to_string()),
        (any::<bool>(), "[1-9][0-9]{0,120}").prop_map(|(minus, digits)| {
            format!("\"{}{digits}\"", if minus { '-' } else { '+' })
        }),
        text().prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4);
        let record = prop::collection::vec((text(), inner.clone()), 0..4);
        prop_oneof![
            list.prop_map(|elements| format!("[{}]", elements.join(","))),
            record.prop_map(|properties| {
                let properties = properties.iter();
                let properties = properties.map(|(name, value)| format!("\"{name}\":{value}"));
                format!("{{{}}}", properties.collect::<Vec<_>>().join(","))
            }),
            (text(), inner).prop_map(|(tag, payload)| {
                format!("{{\"#tag\":\"{tag}\",\"payload\":{payload}}}")
            }),
        ]
    })
}

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    // The same values on every run.
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn judges() -> RefCell<Kernel> {
    let mut kernel = kernel(&app(&[("bootstrap", JUDGE)]), KernelOptions::default());
    run(&mut kernel);
    RefCell::new(kernel)
}

/// How a message to the judge ends: the body of its result, or of what it was rejected with.
fn ask(kernel: &RefCell<Kernel>, method: &str, args: &[String]) -> Result<String, String> {
    let mut kernel = kernel.borrow_mut();
    let result = kernel
        .send_to_root("bootstrap", method, args)
        .expect("the vat runs");
    run(&mut kernel);
    for vat in kernel.vats() {
        assert_eq!(vat.status, VatStatus::Running, "{method} {args:?}");
    }
    match kernel.promise(result) {
        Some(PromiseStatus::Fulfilled(data)) => Ok(data.body),
        Some(PromiseStatus::Rejected(data)) => Err(data.body),
        other => panic!("{method}: {other:?}"),
    }
}

/// spec V5.1, V5.2, V7.2, V8.1
#[test]
fn values_come_back_and_their_keys_sort_as_they_rank() {
    let kernel = judges();
    runner(150)
        .run(&prop::collection::vec(value(), 1..8), |values| {
            let list = format!("[{}]", values.join(","));
            let answer = ask(&kernel, "judge", std::slice::from_ref(&list));
            prop_assert_eq!(answer, Ok("#\"fine\"".to_owned()), "{}", list);
            Ok(())
        })
        .unwrap();
}

/// What is done to a good body.
#[derive(Clone, Debug)]
enum Harm {
    Cut,
    Remove,
    Double,
    Put(char),
    Nest(usize),
    Prefix(&'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    let odd = prop::sample::select(vec![
        '"', '{', '}', '[', ']', ',', ':', '#', '$', '&', '\\', '0', '%', '+', '-', '*', '\u{0}',
        '\u{1}', '^', '~', '(', ' ', 'e', '.',
    ]);
    let prefix = prop::sample::select(vec![
        "~", "#", "[", "(", ":", "f", "p9:", "n", "~^", "~(^", "s", "r", "\u{feff}",
    ]);
    prop_oneof![
        Just(Harm::Cut),
        Just(Harm::Remove),
        Just(Harm::Double),
        odd.prop_map(Harm::Put),
        (1_usize..3_000).prop_map(Harm::Nest),
        prefix.prop_map(Harm::Prefix),
    ]
}

fn harmed(body: &str, at: prop::sample::Index, harm: &Harm) -> String {
    let mut chars: Vec<char> = body.chars().collect();
    let at = at.index(chars.len());
    match harm {
        Harm::Cut => chars.truncate(at),
        Harm::Remove => drop(chars.remove(at)),
        Harm::Double => chars.insert(at, chars[at]),
        Harm::Put(odd) => chars[at] = *odd,
        Harm::Nest(levels) => {
            let rest = chars.split_off(1);
            chars.extend(std::iter::repeat_n('[', *levels));
            chars.extend(rest);
            chars.extend(std::iter::repeat_n(']', *levels));
        }
        Harm::Prefix(prefix) => return format!("{prefix}{body}"),
    }
    chars.into_iter().collect()
}

/// spec V5.4, V8.6
#[test]
fn broken_bodies_are_refused_with_a_reason() {
    let kernel = judges();
    let bodies = (value(), any::<prop::sample::Index>(), harm(), 0_u8..4);
    runner(400)
        .run(&bodies, |(value, at, harm, slots)| {
            let body = harmed(&format!("#{value}"), at, &harm);
            let quoted = serde_json::to_string(&body).expect("a text");
            // A text that begins with a special character has an escape in smallcaps.
            let argument = format!("\"!{}", &quoted[1..]);
            let answer = ask(&kernel, "take", &[argument, slots.to_string()]);
            prop_assert!(
                matches!(answer.as_deref(), Ok("#\"read\"" | "#\"refused\"")),
                "{} {:?}",
                body,
                answer
            );
            Ok(())
        })
        .unwrap();
}

/// spec V5.4
#[test]
fn huge_bodies_are_refused_with_a_reason() {
    let kernel = judges();
    let many = format!("[{}0]", "0,".repeat(250_000));
    for (argument, reason) in [
        (many, "more than 200000 values"),
        (
            format!("\"+{}\"", "9".repeat(20_000)),
            "more than 10000 digits",
        ),
        (
            format!("{}0{}", "[".repeat(5_000), "]".repeat(5_000)),
            "nested deeper than 1000",
        ),
    ] {
        let answer = ask(&kernel, "echo", &[argument]);
        let refused = answer.expect_err("a refusal");
        assert!(refused.contains(reason), "{refused}");
    }
    assert_eq!(ask(&kernel, "echo", &["7".to_owned()]), Ok("#7".to_owned()));
}
