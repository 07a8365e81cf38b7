//! The confinement suite: `tests/confinement/<aim>/*.js`, each file an attempt, from inside a compartment, to
//! reach what the compartment was not given. It is the body of an async function, or a module, in the
//! compartment; what it returns, exports, throws or leaves in its global object is what it got.
//!
//! An attempt may use what the compartment was given: `call(f, ...args)` and `read(object, key)`, which are
//! functions of the vat, and `shared`, an object of another compartment. One that is after a clock returns
//! `{ clock: [sample, ...] }` with work between the samples. The judge is `tests/src/confinement/judge.js`.

use crankcase_tests::case::{Case, Outcome, cases, files};
use crankcase_tests::confinement::{CONFINED, judge};

const FOLDER: &str = "tests/confinement";

/// The suite has at least so many attempts.
const AT_LEAST: usize = 60;

/// Makes the attempts with this aim, and tells which of them got something.
fn check(aim: &str) {
    let attempts = cases(FOLDER, aim).unwrap_or_else(|broken| panic!("{broken}"));
    let verdicts = judge(&attempts, "nothing");
    assert_eq!(attempts.len(), verdicts.len());
    let escapes: Vec<_> = attempts
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| verdict != CONFINED)
        .map(|(attempt, verdict)| format!("{}.js {verdict}", attempt.name))
        .collect();
    assert!(escapes.is_empty(), "{}", escapes.join("\n"));
}

/// A test for each aim, and their list.
macro_rules! aims {
    ($($test:ident $aim:literal)*) => {
        const AIMS: &[&str] = &[$($aim),*];
        $(#[test] fn $test() { check($aim); })*
    };
}

aims! {
    clock "clock"
    host_objects "host-objects"
    mutable_intrinsics "mutable-intrinsics"
    other_compartments "other-compartments"
    start_global "start-global"
}

#[test]
fn every_attempt_is_made() {
    let files = files(FOLDER);
    assert!(files.len() >= AT_LEAST, "only {} attempts", files.len());
    for (name, text) in &files {
        let known = name
            .split_once('/')
            .is_some_and(|(aim, _)| AIMS.contains(&aim));
        assert!(known, "no test runs {FOLDER}/{name}.js");
        let case =
            Case::parse(name, text).unwrap_or_else(|why| panic!("{FOLDER}/{name}.js: {why}"));
        assert_eq!(case.expected, Outcome::Gives(CONFINED.to_owned()), "{name}");
    }
}

/// What is planted in a compartment, an attempt that takes it, and what the judge must say.
const HOLES: &[(&str, &str, &str)] = &[
    ("start", "return planted;", "reached the vat "),
    (
        "start",
        "globalThis.kept = planted.deep;",
        "reached the vat ",
    ),
    ("start", "throw planted;", "reached the vat "),
    (
        "start",
        "return { get later() { return planted; } };",
        "reached the vat ",
    ),
    (
        "start",
        "return new Map([[1, new Set([planted])]]);",
        "reached the vat ",
    ),
    (
        "start",
        "return Object.create(null, { x: { value: planted } });",
        "reached the vat ",
    ),
    (
        "start",
        "return (function* () { yield planted; })().next();",
        "reached the vat ",
    ),
    ("sibling", "return [planted()];", "reached the victim "),
    (
        "sibling",
        "planted().counter = 7;",
        "changed the victim.counter",
    ),
    ("sibling", "return planted().secret;", "reached a secret "),
    ("intrinsic", "planted.x = 1;", "changed planted"),
    (
        "intrinsic",
        "Object.preventExtensions(planted);",
        "changed planted",
    ),
    (
        "intrinsic",
        "Object.setPrototypeOf(planted, null);",
        "changed planted",
    ),
    ("host", "return planted;", "reached the vat.console"),
    (
        "host",
        "return [...planted.values()][0].log;",
        "reached the vat.console",
    ),
    ("evaluator", "return planted;", "reached the vat.eval "),
    (
        "clock",
        "return { clock: [planted(), planted()] };",
        "read a clock",
    ),
];

#[test]
fn the_judge_notices_every_kind_of_hole() {
    let case = |attack: &str| {
        let text = format!("// spec E8.4\n// gives: {CONFINED}\n{attack}");
        [Case::parse("planted", &text).unwrap()]
    };
    for (hole, attack, expected) in HOLES {
        let verdict = &judge(&case(attack), hole)[0];
        assert!(verdict.starts_with(expected), "{hole}: {attack}: {verdict}");
    }
    assert_eq!(judge(&case("return [1, {}];"), "nothing"), [CONFINED]);
}
