//! The conformance suite: `tests/conformance/<area>/*.js`, each file a case, run in a vat of its own.
//!
//! The format of a case is told in `tests/src/case.rs`. To run a few and see what they give:
//! `CRANKCASE_CASE=date/seed cargo test --release -p crankcase-tests conformance -- --nocapture`

use std::collections::BTreeSet;

use crankcase_tests::case::{Case, files};
use crankcase_tests::outcome::find;
use crankcase_tests::repository;
use crankcase_tests::suite::check;

const FOLDER: &str = "tests/conformance";

/// The suite has at least so many cases.
const AT_LEAST: usize = 400;

/// A test for each area, and their list.
macro_rules! areas {
    ($($test:ident $area:literal)*) => {
        const AREAS: &[&str] = &[$($area),*];
        $(#[test] fn $test() { check(FOLDER, $area, find); })*
    };
}

areas! {
    globals "globals"
    lockdown "lockdown"
    date "date"
    intrinsics "intrinsics"
    harden "harden"
    assert_ "assert"
    console "console"
    errors "errors"
    compartment "compartment"
    evaluate "evaluate"
    modules "modules"
    module_source "module-source"
    syntax "syntax"
    json "json"
    engine "engine"
    references "references"
    vat_powers "vat-powers"
    pass_style "pass-style"
    marshal "marshal"
    eventual_send "eventual-send"
}

#[test]
fn the_suite_is_whole() {
    let files = files(FOLDER);
    assert!(files.len() >= AT_LEAST, "only {} cases", files.len());
    for (name, text) in &files {
        Case::parse(name, text).unwrap_or_else(|why| panic!("{FOLDER}/{name}.js: {why}"));
        let known = name
            .split_once('/')
            .is_some_and(|(area, name)| AREAS.contains(&area) && !name.contains('/'));
        assert!(known, "{FOLDER}/{name}.js is in no area");
    }
    let texts: BTreeSet<_> = files.iter().map(|(_, text)| text).collect();
    assert_eq!(texts.len(), files.len(), "two cases are the same");
    for entry in std::fs::read_dir(repository().join(FOLDER)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        assert!(
            !path.is_dir() || AREAS.contains(&name),
            "no test runs {name}"
        );
    }
}

#[test]
fn a_case_that_is_wrong_is_noticed() {
    let case = |text: &str| Case::parse("globals/one", text);
    for (text, why) in [
        (
            "// what it is for\n// gives: 1\nreturn 1;",
            "must cite a rule",
        ),
        ("// spec E1\nreturn 1;", "none of gives"),
        (
            "// spec E1\n// gives: 1\n// throws: Error\nreturn 1;",
            "more than one",
        ),
        (
            "// spec E1\n// gives: 1\n// given: 2\nreturn 1;",
            "has no meaning",
        ),
        (
            "// spec E1\n// gives: 1\n// kind: script\nreturn 1;",
            "has no meaning",
        ),
    ] {
        let refused = case(text).unwrap_err();
        assert!(refused.contains(why), "{text}: {refused}");
    }
    for (text, complains) in [
        ("// spec E1\n// gives: [1]\nreturn [1];", false),
        ("// spec E1\n// gives: [1]\nreturn [2];", true),
        ("// spec E1\n// gives: 1\nthrow Error('1');", true),
        (
            "// spec E1\n// gives: 1\n// prints: Log: a\nreturn 1;",
            true,
        ),
        (
            "// spec E1\n// gives: 1\n// prints: nothing\nconsole.log(1); return 1;",
            true,
        ),
        (
            "// spec E1\n// gives: 1\n// prints: Log: a\nconsole.log('a'); return 1;",
            false,
        ),
        ("// spec E1\n// throws: TypeError\nnull.x;", false),
        ("// spec E1\n// throws: TypeError: other\nnull.x;", true),
        ("// spec E1\n// throws: Type\nnull.x;", true),
        (
            "// spec E1\n// gives: \n// a string with nothing in it\nreturn '';",
            false,
        ),
        (
            "// spec E1\n// gives: undefined\nawait new Promise(() => {});",
            true,
        ),
        (
            "// spec E1\n// ends: stack limit\nconst f = () => f() + 1; f();",
            false,
        ),
        (
            "// spec E1\n// ends: compute limit\nconst f = () => f() + 1; f();",
            true,
        ),
        ("// spec E1\n// ends: vat start failed\n}", false),
        (
            "// spec E1\n// kind: module\n// throws: RangeError: far\nimport { Far } from '@endo/far';\nexport const buildRootObject = () => Far('r', { bootstrap() { throw RangeError('far'); } });",
            false,
        ),
    ] {
        let case = case(text).unwrap();
        let complaint = find(&case).complaint(&case);
        assert_eq!(complaint.is_some(), complains, "{text}: {complaint:?}");
    }
}
