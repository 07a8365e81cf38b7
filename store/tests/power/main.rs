//! What is left of a store when the power fails or the process dies: at every write and every sync of
//! random lives, on a disk that loses, tears and reorders whatever was not synced (spec S1, S2, S8).
//!
//! `CRANKCASE_SEED=<seed> cargo test --release -p crankcase-store --test power` runs one life, with all of
//! its crashes.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
#[path = "../common/mod.rs"]
mod common;
mod crashes;
mod failing;
mod life;
mod planted;
mod sled;

use crankcase_store::IndexKind;

/// The lives that are tried; the variable picks one.
fn seeds(count: u64) -> Vec<u64> {
    match std::env::var("CRANKCASE_SEED") {
        Ok(seed) => vec![seed.parse().expect("CRANKCASE_SEED is a number")],
        Err(_) => (1..=count).collect(),
    }
}

#[test]
fn an_index_that_syncs_survives_a_power_failure() {
    let mut tally = crashes::Tally::default();
    for seed in seeds(1) {
        let life = life::live(seed, IndexKind::Redb, None);
        let found = crashes::crash_everywhere(&life, 1, None, &mut tally);
        assert!(found.is_none(), "CRANKCASE_SEED={seed}: {}", found.unwrap());
    }
    println!("{tally:?}");
}

#[test]
fn a_power_failure_at_any_moment_loses_nothing_that_was_acknowledged() {
    let mut tally = crashes::Tally::default();
    for seed in seeds(16) {
        let life = life::live(seed, IndexKind::Memory, None);
        let found = crashes::crash_everywhere(&life, 4, None, &mut tally);
        assert!(found.is_none(), "CRANKCASE_SEED={seed}: {}", found.unwrap());
    }
    println!("{tally:?}");
    if std::env::var("CRANKCASE_SEED").is_err() {
        assert!(tally.images >= 10_000, "{tally:?}");
        // The disk does its worst, and not always the same.
        assert!(
            tally.cut_short >= 1000 && tally.went_on >= 5000,
            "{tally:?}"
        );
    }
}
