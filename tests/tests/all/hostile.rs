//! The hostile suite: `tests/hostile/<kind>/*.js`, each file an attack with its expected end, run in a vat
//! beside others that must not notice, and again, and restored before every delivery: equal to the byte.
//!
//! The format is that of the conformance suite, told in `tests/src/case.rs`; an attacker has smaller limits
//! than other vats. To run a few and see how they end:
//! `CRANKCASE_CASE=regexp/ cargo test --release -p crankcase-tests hostile -- --nocapture`

use crankcase_tests::case::files;
use crankcase_tests::hostile::find;
use crankcase_tests::suite::check;

const FOLDER: &str = "tests/hostile";

/// The suite has at least so many attacks.
const AT_LEAST: usize = 350;

/// A test for each kind, and their list.
macro_rules! kinds {
    ($($test:ident $kind:literal)*) => {
        const KINDS: &[&str] = &[$($kind),*];
        // spec M3, M4, M5, M6, M7, P6.3
        $(#[test] fn $test() { check(FOLDER, $kind, find); })*
    };
}

kinds! {
    boundary "boundary"
    buffers "buffers"
    compartments "compartments"
    depth "depth"
    harden "harden"
    loops "loops"
    memory "memory"
    recursion "recursion"
    regexp "regexp"
    sends "sends"
    source "source"
}

#[test]
fn every_attack_is_run() {
    let files = files(FOLDER);
    assert!(files.len() >= AT_LEAST, "only {} attacks", files.len());
    for (name, _) in &files {
        let known = name
            .split_once('/')
            .is_some_and(|(kind, _)| KINDS.contains(&kind));
        assert!(known, "no test runs {FOLDER}/{name}.js");
    }
}
