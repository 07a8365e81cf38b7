//! The crashes find what they are to find: each sync of the store is left out in turn.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crankcase_store::{Fault, IndexKind, Operation, Outcome};

use crate::{crashes, life};

/// An operation, and on which of the store's files.
type Step = (Operation, String);

fn step(path: &Path, operation: Operation) -> Step {
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = path.iter().map(|part| {
        let part = part.to_str().unwrap();
        let stem = part.split('.').next().unwrap();
        match stem.len() {
            20 if hex(stem) && part.ends_with(".pack") => "<pack>".to_owned(),
            20 if hex(stem) => "<segment>".to_owned(),
            _ => part.to_owned(),
        }
    });
    let name = parts.collect::<Vec<_>>().join("/").replace("//", "/");
    (operation, name)
}

/// A place in the store's code that syncs. Those that sync segments or packs are told from each other by
/// what was done before they wrote.
fn site(step: &Step, two_before: Option<&Step>) -> String {
    let (operation, name) = step;
    let (segment, pack) = (name.ends_with("<segment>"), name.ends_with("<pack>"));
    let how = match two_before {
        _ if !segment && !pack => "",
        Some((Operation::Name, _)) if pack => ", made",
        Some((Operation::SetLength, _)) if pack => ", opened",
        Some((Operation::Write, _)) if segment => ", opened",
        Some((_, name)) if name == "/store" => ", opened",
        _ => ", appended to",
    };
    format!("{operation:?} {name}{how}")
}

/// Asks about each sync of a disk.
fn at_each_sync(decide: impl Fn(String) -> Outcome + Send + Sync + 'static) -> Fault {
    let before = Mutex::new([None, None]);
    Arc::new(move |_, path, operation| {
        let step = step(path, operation);
        let mut before = before.lock().unwrap();
        let site = site(&step, before[0].as_ref());
        *before = [before[1].take(), Some(step)];
        match operation {
            Operation::SyncFile | Operation::SyncDir => decide(site),
            _ => Outcome::Done,
        }
    })
}

fn leave_out(site: &str) -> Fault {
    let left_out = site.to_owned();
    at_each_sync(move |site| match site == left_out {
        true => Outcome::Skipped,
        false => Outcome::Done,
    })
}

/// The syncs of some lives.
fn sites(lives: u64, index: IndexKind) -> BTreeSet<String> {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    for seed in 1..=lives {
        let seen = Arc::clone(&seen);
        let watch = at_each_sync(move |site| {
            seen.lock().unwrap().insert(site);
            Outcome::Done
        });
        life::live(seed, index, Some(watch));
    }
    // The lives are over, and with them whoever else held it.
    Arc::into_inner(seen).unwrap().into_inner().unwrap()
}

/// Leaves out the syncs of one place, in the lives or when the store is opened after a crash; says what the
/// crashes found.
fn found_without(site: &str, in_life: bool, lives: u64, index: IndexKind) -> Option<String> {
    (1..=lives).find_map(|seed| {
        let life = life::live(seed, index, in_life.then(|| leave_out(site)));
        let plant = || leave_out(site);
        let plant: Option<&dyn Fn() -> Fault> = if in_life { None } else { Some(&plant) };
        let found = crashes::crash_everywhere(&life, 4, plant, &mut crashes::Tally::default());
        found.map(|what| format!("seed {seed}: {what}"))
    })
}

#[test]
fn no_sync_can_be_left_out_unnoticed() {
    let sites = sites(6, IndexKind::Memory);
    assert!(sites.len() >= 10, "{sites:?}");
    let mut unnoticed = Vec::new();
    for site in sites {
        for in_life in [true, false] {
            let when = if in_life { "in life" } else { "after a crash" };
            match found_without(&site, in_life, 12, IndexKind::Memory) {
                Some(what) => println!("without {site} {when}: {what}"),
                None => unnoticed.push(format!("{site} {when}")),
            }
        }
    }
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}
