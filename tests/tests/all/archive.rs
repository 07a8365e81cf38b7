//! Stores that older programs wrote open, hold what they held, and go on as they would have.

use std::path::{Path, PathBuf};

use crankcase::{Dump, Host, HostOptions, Kernel, NoHost, PromiseStatus, VatHost, host_of};
use crankcase_kernel::{KernelOptions, Silent};
use crankcase_store::{IndexKind, Store, StoreError, StoreOptions};
use crankcase_tests::repository;
use serde_json::{Value, json};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = std::fs::copy(entry.path(), target).unwrap(),
        }
    }
}

/// A copy of a kept store, and the facts beside it.
fn kept(name: &str, scratch: &Path) -> (PathBuf, Value) {
    let sample = repository().join("tests/archive").join(name);
    let dir = scratch.join(name);
    copy(&sample.join("store"), &dir);
    let facts = std::fs::read_to_string(sample.join("facts.json")).unwrap();
    (dir, serde_json::from_str(&facts).unwrap())
}

fn options() -> StoreOptions {
    StoreOptions {
        index: IndexKind::Memory,
        ..StoreOptions::default()
    }
}

/// What the facts say that a store holds, out of a dump.
fn held(dump: &Dump) -> Value {
    let dump = serde_json::to_value(dump).unwrap();
    let vats = dump["vats"].as_array().unwrap().iter().map(|vat| {
        let fact = json!({
            "id": vat["id"], "status": vat["status"], "deliveries": vat["deliveries"],
            "transcript": vat["transcriptHash"],
        });
        (vat["name"].as_str().unwrap().to_owned(), fact)
    });
    json!({
        "application": dump["application"], "image": dump["image"], "cranks": dump["cranks"],
        "activityHash": dump["activityHash"], "vats": vats.collect::<serde_json::Map<_, _>>(),
    })
}

fn assert_holds(store: &Store, facts: &Value) {
    let held = held(&crankcase::inspect(store).unwrap());
    for (name, fact) in held.as_object().unwrap() {
        assert_eq!(fact, &facts[name], "{name}");
    }
    let audit = crankcase::verify(store, &mut |_| {}).unwrap();
    assert_eq!(audit.problems, []);
}

/// The vats do what they would have done.
fn assert_goes_on(store: Store, host: Host, facts: &Value) {
    let options = KernelOptions {
        devices: crankcase::devices::standard(),
        ..KernelOptions::default()
    };
    let mut kernel = Kernel::open(store, Box::new(host), options).unwrap();
    assert_eq!(kernel.activity_hash().to_string(), facts["activityHash"]);
    assert!(kernel.violations().unwrap().is_empty());
    let mut deliveries = Vec::new();
    for _ in facts["nextDeliveries"].as_array().unwrap() {
        let counts = |kernel: &Kernel| {
            let vats = kernel.vats().into_iter();
            vats.map(|vat| (vat.id, vat.cranks)).collect::<Vec<_>>()
        };
        let before = counts(&kernel);
        let crank = kernel.step(&mut Silent).unwrap().unwrap();
        let told = crank.delivered.unwrap();
        let at = before.iter().find(|(vat, _)| *vat == told.vat).unwrap().1;
        deliveries.push(format!(
            "crank {}: {}, delivery {at}, {} computrons",
            crank.number, told.vat, told.computrons
        ));
    }
    assert_eq!(json!(deliveries), facts["nextDeliveries"]);
    while kernel.step(&mut Silent).unwrap().is_some() {}
    let idle = &facts["idle"];
    let figures = kernel.statistics();
    assert_eq!(json!(figures.cranks), idle["cranks"]);
    assert_eq!(json!(figures.computrons.0), idle["computrons"]);
    assert_eq!(json!(kernel.test_log().unwrap()), idle["testLog"]);
    for vat in kernel.vats() {
        let heap = kernel.heap_root(vat.id).unwrap().unwrap();
        assert_eq!(
            json!(heap.to_string()),
            idle["heaps"][&vat.name],
            "{}",
            vat.name
        );
    }
    let total = kernel.send_to_root("ledger", "total", &[]).unwrap();
    while kernel.step(&mut Silent).unwrap().is_some() {}
    match kernel.promise(total) {
        Some(PromiseStatus::Fulfilled(data)) => {
            assert_eq!(crankcase::smallcaps::decode(&data), facts["total"]);
        }
        other => panic!("{other:?}"),
    }
    assert!(kernel.violations().unwrap().is_empty());
    kernel.shutdown().unwrap();
}

/// A store is brought to the present, holds what it held, and goes on.
fn comes_back(name: &str) {
    let scratch = tempfile::tempdir().unwrap();
    let (dir, facts) = kept(name, scratch.path());
    let reader = Store::open_read_only(&dir, options());
    assert!(matches!(reader, Err(StoreError::OldVersion { .. })));
    assert_holds(&Store::open(&dir, options()).unwrap(), &facts);
    let store = Store::open(&dir, options()).unwrap();
    assert_holds(&store, &facts);
    match host_of(&store, &HostOptions::default()) {
        Ok(host) => {
            crankcase::replay(&store, &host, None, |_| {}).unwrap();
            assert_eq!(json!(host.image_id().to_string()), facts["image"]);
            assert_goes_on(store, host, &facts);
        }
        // Stores of version 1 keep no image; only a program that has it can run them.
        Err(NoHost::Kernel(error)) => {
            assert!(error.to_string().contains(facts["image"].as_str().unwrap()));
        }
        Err(error) => panic!("{error}"),
    }
    let store = Store::open_read_only(&dir, options()).unwrap();
    let audit = crankcase::verify(&store, &mut |_| {}).unwrap();
    assert_eq!(audit.problems, []);
}

// spec S30, S31
#[test]
fn a_store_of_version_1_that_was_closed_comes_back() {
    comes_back("v1-closed");
}

// spec S30, S31
#[test]
fn a_store_of_version_1_that_was_killed_comes_back() {
    comes_back("v1-killed");
}
