//! What the host learns from vats: lines of their consoles, and where their errors were made.

use crankcase_kernel::{Kernel, KernelOptions};
use crankcase_tests::{Lines, app, kernel};

/// Runs vats with these codes; gives the kernel, and vat, crank and text of each line.
fn printed(vats: &[(&str, &str)]) -> (Kernel, Vec<(String, u64)>) {
    let mut kernel = kernel(&app(vats), KernelOptions::default());
    let mut lines = Lines::default();
    while kernel.step(&mut lines).expect("a crank").is_some() {}
    let Lines(texts, cranks) = lines;
    let cranks = cranks.into_iter().map(|crank| crank.0);
    (kernel, texts.into_iter().zip(cranks).collect())
}

/// A module whose `bootstrap` has this body.
fn vat(head: &str, body: &str) -> String {
    format!(
        "import {{ E }} from '@endo/eventual-send';\nimport {{ Far }} from '@endo/far';\n{head}\n\
         export const buildRootObject = () => Far('root', {{ async bootstrap(vats) {{\n{body}\n}} }});\n"
    )
}

#[test]
fn a_line_says_which_vat_printed_it_and_in_which_crank() {
    // spec E12.14
    let boot = vat(
        "console.log('starting');",
        "console.log('one'); await E(vats.other).go(); console.log('three');",
    );
    let other = "import { Far } from '@endo/far';
        export const buildRootObject = () => Far('other', { go() { console.warn('two'); } });";
    let (_, lines) = printed(&[("bootstrap", &boot), ("other", other)]);
    let lines: Vec<_> = lines
        .iter()
        .map(|(text, crank)| (text.as_str(), *crank))
        .collect();
    assert_eq!(
        lines,
        [
            ("bootstrap Log: starting", 0),
            ("bootstrap Log: one", 2),
            ("other Warn: two", 3),
            ("bootstrap Log: three", 4),
        ]
    );
}

#[test]
fn a_vat_prints_only_so_much_in_a_crank() {
    // spec E12.13
    let boot = vat(
        "",
        "const long = 'x'.repeat(1e5);
         for (let i = 0; i < 50; i += 1) console.log(long);
         await E(Far('self', { next() {} })).next();
         for (let i = 0; i < 100000; i += 1) console.log('');",
    );
    let (_, lines) = printed(&[("bootstrap", &boot)]);
    let mark = "bootstrap Log: … (what else the vat prints in this crank is not shown)";
    let marks = lines.iter().filter(|(text, _)| text == mark).count();
    assert!(
        lines[0].0.ends_with("… (34464 more bytes)"),
        "{}",
        lines[0].0.len()
    );
    let cranks: std::collections::BTreeSet<_> = lines.iter().map(|(_, crank)| crank).collect();
    assert_eq!(marks, cranks.len(), "one mark for each crank");
    let bytes: usize = lines.iter().map(|(text, _)| text.len()).sum();
    assert!(bytes < cranks.len() * (5 << 20) / 2, "{bytes} bytes");
    assert!(lines.len() < 70_000, "{} lines", lines.len());
}

#[test]
fn the_host_sees_all_of_an_error() {
    // spec E12.6, E12.8, E12.9, E13.5
    let boot = vat(
        "const { makeError, details: X, quote: q, note } = assert;
function inner() { return null.field; }",
        "let cause;
try { inner(); } catch (e) { cause = e; }
const error = makeError(X`no ${'brand'} of ${q({ a: 1 })}`, RangeError, { cause, errorName: 'Mine' });
note(error, X`seen ${'by us'}`);
console.error('failed:', error);
note(error, X`too late for ${7}`);
console.log(new AggregateError([Error('first')], 'all'));",
    );
    let (_, lines) = printed(&[("bootstrap", &boot)]);
    let lines: Vec<_> = lines.into_iter().map(|(text, _)| text).collect();
    let expected = "bootstrap Error: failed: Mine: no 'brand' of { a: 1 }
    at makeError (native)
    at bootstrap (bootstrap.js:8:24)
  note: seen 'by us'
  cause: TypeError: cannot convert 'null' or 'undefined' to object
      at inner (bootstrap.js:4:32)
      at bootstrap (bootstrap.js:7:12)";
    assert_eq!(lines[0], expected);
    assert!(
        lines[1].starts_with("bootstrap Debug: note on RangeError: no (a string) of"),
        "{}",
        lines[1]
    );
    assert!(lines[1].ends_with(": too late for 7"), "{}", lines[1]);
    let aggregate = "bootstrap Log: AggregateError: all
    at bootstrap (bootstrap.js:12:13)
  error: Error: first
      at bootstrap (bootstrap.js:12:38)";
    assert_eq!(lines[2], aggregate);
}

#[test]
fn ends_and_unheard_rejections_say_where_they_come_from() {
    // spec E13.5, E13.6
    let boot = vat(
        "const later = async () => {\n  await null;\n  return undeclared;\n};",
        "later(); (0, eval)('\\n  nothing.here'); ",
    );
    let (_, lines) = printed(&[("bootstrap", &boot)]);
    let all: String = lines.iter().map(|(text, _)| format!("{text}\n")).collect();
    assert!(
        all.contains("ReferenceError: undeclared is not defined\n    at later (bootstrap.js:5:10)"),
        "{all}"
    );
    let source = "export const x = 1;\n[1].map(() => {\n  undeclared;\n});\n";
    let (kernel, _) = printed(&[("bootstrap", source)]);
    let status = format!("{:?}", kernel.vats()[0].status);
    assert!(
        status.contains(
            "at bootstrap.js:3:3\\n    at map (native)\\n    at <main> (bootstrap.js:2:8)"
        ),
        "{status}"
    );
}
