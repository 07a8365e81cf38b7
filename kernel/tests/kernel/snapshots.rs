//! Heap snapshots: when they are taken, what they are in the store, and what comes back from them.

use std::num::NonZeroUsize;
use std::path::Path;

use crate::scripted::*;
use crankcase_abi::{Computrons, Delivery, Ended, KernelSide};
use crankcase_kernel::{
    CrankSummary, Genesis, Kernel, KernelOptions, Silent, SnapshotPolicy, SnapshotSummary,
    TraceEvent, VatId, replay,
};
use crankcase_store::{BlobHash, Store};

/// The first vat.
pub const BOOT: VatId = VatId(1);

pub fn vat(_: u64, _: &Delivery, _: &mut dyn KernelSide) -> Ended {
    Ended::Returned
}

pub fn policy(first: u64, every: u64) -> SnapshotPolicy {
    SnapshotPolicy {
        first: Some(first),
        every: Some(every),
        ..SnapshotPolicy::NEVER
    }
}

pub fn application(host: &Scripted, snapshots: SnapshotPolicy) -> Genesis {
    Genesis {
        snapshots,
        ..host.genesis()
    }
}

/// Sends a vat so many messages, and runs.
pub fn send_to(kernel: &mut Kernel, name: &str, messages: u64) -> Vec<CrankSummary> {
    for _ in 0..messages {
        kernel.send_to_root(name, "m", &[]).unwrap();
    }
    run(kernel)
}

/// After how many of a vat's deliveries there are snapshots, by the cranks.
fn taken(cranks: &[CrankSummary], vat: VatId) -> Vec<(u64, SnapshotSummary)> {
    let delivered = cranks.iter().filter_map(|crank| crank.delivered);
    let to_vat = delivered.filter(|delivery| delivery.vat == vat);
    (1..)
        .zip(to_vat)
        .filter_map(|(number, delivery)| Some((number, delivery.snapshot?)))
        .collect()
}

fn numbers(cranks: &[CrankSummary], vat: VatId) -> Vec<u64> {
    let taken = taken(cranks, vat).into_iter();
    taken.map(|(number, _)| number).collect()
}

fn reopened(kernel: Kernel, path: &Path, host: &Scripted) -> Kernel {
    kernel.shutdown().unwrap();
    let store = Store::open(path, Default::default()).unwrap();
    Kernel::open(store, Box::new(host.clone()), KernelOptions::default()).unwrap()
}

#[test]
fn snapshots_come_after_the_first_deliveries_and_then_every_so_many() {
    // spec H1, H2
    let host = Scripted::new(&[("boot", vat)]);
    let of = |snapshots: SnapshotPolicy, messages: u64| {
        let mut kernel = host.kernel_of(&application(&host, snapshots));
        let mut cranks = run(&mut kernel);
        cranks.extend(send_to(&mut kernel, "boot", messages));
        numbers(&cranks, BOOT)
    };
    assert_eq!(of(SnapshotPolicy::default(), 402), [3, 203, 403]);
    assert_eq!(of(policy(1, 2), 6), [1, 3, 5, 7]);
    assert_eq!(of(policy(0, 0), 1), [1, 2, 3], "zero is as one");
    assert_eq!(of(SnapshotPolicy::NEVER, 50), [0; 0]);
    let later = SnapshotPolicy {
        first: Some(4),
        ..SnapshotPolicy::NEVER
    };
    assert_eq!(of(later, 50), [4]);
    // The deliveries of a scripted vat cost 11, 12, 13, …
    let cost = SnapshotPolicy {
        computrons: Some(Computrons(36)),
        ..SnapshotPolicy::NEVER
    };
    assert_eq!(of(cost, 7), [3, 6, 9]);
    let both = SnapshotPolicy {
        first: Some(2),
        ..cost
    };
    assert_eq!(of(both, 4), [2, 5]);
}

#[test]
fn snapshots_come_when_the_transcript_has_grown() {
    // spec H2
    let host = Scripted::new(&[("boot", vat)]);
    let bytes = SnapshotPolicy {
        bytes: Some(300),
        ..SnapshotPolicy::NEVER
    };
    let mut kernel = host.kernel_of(&application(&host, bytes));
    let mut cranks = run(&mut kernel);
    cranks.extend(send_to(&mut kernel, "boot", 40));
    kernel.commit().unwrap();
    let mut since = 0;
    let mut expected = Vec::new();
    for (number, mut entry) in (1..).zip(kernel.transcript(BOOT).unwrap()) {
        let heap = entry.heap.take();
        since += crankcase_abi::codec::encode(&entry).len();
        assert_eq!(heap.is_some(), since >= 300);
        if since >= 300 {
            expected.push(number);
            since = 0;
        }
    }
    assert!(expected.len() > 1);
    assert_eq!(numbers(&cranks, BOOT), expected);
}

#[test]
fn a_vat_may_have_its_own_times_and_a_host_may_change_those_of_all() {
    // spec H2
    let host = Scripted::new(&[("boot", vat), ("other", vat)]);
    let mut genesis = application(&host, policy(2, 100));
    let plain = genesis.hash();
    genesis.vats.get_mut("other").unwrap().snapshots = Some(policy(1, 1));
    assert_ne!(genesis.hash(), plain);
    assert_ne!(host.genesis().hash(), plain);
    assert_eq!(
        application(&host, SnapshotPolicy::default()).hash(),
        host.genesis().hash()
    );
    let mut kernel = host.kernel_of(&genesis);
    let mut cranks = run(&mut kernel);
    cranks.extend(send_to(&mut kernel, "other", 2));
    assert_eq!(numbers(&cranks, BOOT), [2]);
    let other = kernel.vat_named("other").unwrap();
    assert_eq!(numbers(&cranks, other), [1, 2, 3]);
    let change = crankcase_kernel::KernelChange {
        snapshots: Some(policy(2, 3)),
        ..Default::default()
    };
    let before = kernel.activity_hash();
    kernel.change_kernel_options(change).unwrap();
    assert_ne!(kernel.activity_hash(), before);
    let cranks = send_to(&mut kernel, "boot", 6);
    assert_eq!(numbers(&cranks, BOOT), [3, 6]);
}

#[test]
fn what_was_undone_or_ended_is_no_snapshot() {
    // spec H1
    fn ends(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if at == 1 {
            return exit(kernel, false);
        }
        Ended::Returned
    }
    fn faults(at: u64, _: &Delivery, _: &mut dyn KernelSide) -> Ended {
        match at {
            0 => Ended::Returned,
            _ => Ended::VatFault(crankcase_abi::VatFault::MemoryLimit),
        }
    }
    fn exit(kernel: &mut dyn KernelSide, failure: bool) -> Ended {
        let info = crankcase_abi::CapData::plain("#\"bye\"".to_owned());
        let _ = kernel.syscall(crankcase_abi::Syscall::Exit { failure, info });
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", vat), ("ends", ends), ("faults", faults)]);
    let mut kernel = host.kernel_of(&application(&host, policy(1, 1)));
    let mut cranks = run(&mut kernel);
    cranks.extend(send_to(&mut kernel, "ends", 1));
    cranks.extend(send_to(&mut kernel, "faults", 1));
    for name in ["ends", "faults"] {
        let vat = kernel.vat_named(name).unwrap();
        assert_eq!(numbers(&cranks, vat), [1], "{name}");
    }
}

#[test]
fn a_snapshot_is_chunks_and_a_list_of_which_the_transcript_knows_the_name() {
    // spec H3, H4
    let host = Scripted::new(&[("boot", vat)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let mut kernel = host.kernel_in(store, &application(&host, policy(2, 2)));
    let mut cranks = run(&mut kernel);
    cranks.extend(send_to(&mut kernel, "boot", 3));
    let taken = taken(&cranks, BOOT);
    let heaps: Vec<_> = taken.iter().map(|(_, snapshot)| snapshot.heap).collect();
    kernel.commit().unwrap();
    let entries = kernel.transcript(BOOT).unwrap();
    let told: Vec<_> = entries.iter().map(|entry| entry.heap).collect();
    assert_eq!(told, [None, Some(heaps[0]), None, Some(heaps[1]), None]);
    let summary = &kernel.vats()[0];
    assert_eq!(
        summary.snapshot.map(|(at, heap)| (at.0, heap)),
        Some((4, heaps[1]))
    );
    assert_eq!(
        kernel.dump().unwrap().vats[0]
            .snapshot
            .as_ref()
            .unwrap()
            .deliveries,
        4
    );
    kernel.shutdown().unwrap();
    let store = Store::open(&path, Default::default()).unwrap();
    for (deliveries, heap) in [(2_u64, heaps[0]), (4, heaps[1])] {
        let list = store.get_blob(&BlobHash(heap.0)).unwrap();
        // A scripted heap is one chunk, which says how many deliveries there were.
        let chunk = deliveries.to_be_bytes();
        let name = BlobHash::of(&chunk);
        let expected = [b"crankcase heap 1\n", &1_u64.to_be_bytes()[..], &name.0].concat();
        assert_eq!(list, expected);
        assert_eq!(store.get_blob(&name).unwrap(), chunk);
    }
    let listed = [b"S", &BOOT.0.to_be_bytes()[..]].concat();
    assert_eq!(store.stream_len(&listed).unwrap(), 2);
}

#[test]
fn a_vat_comes_back_from_its_newest_snapshot() {
    // spec H5
    let host = Scripted::new(&[("boot", vat)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let genesis = application(&host, policy(3, 4));
    let mut kernel = host.kernel_in(store, &genesis);
    let mut straight = host.kernel_of(&genesis);
    for kernel in [&mut kernel, &mut straight] {
        run(kernel);
        send_to(kernel, "boot", 7); // 9 deliveries, with snapshots after 3 and 7
    }
    let mut kernel = reopened(kernel, &path, &host);
    let seen = host.seen().len();
    send_to(&mut kernel, "boot", 1);
    assert_eq!(host.since(seen).len(), 3, "8 and 9 again, and 10");
    send_to(&mut straight, "boot", 1);
    assert_eq!(kernel.activity_hash(), straight.activity_hash());
    // Also from a snapshot that is in the open block only.
    let cranks = send_to(&mut kernel, "boot", 2);
    assert_eq!(numbers(&cranks, BOOT), [1]);
    kernel.commit().unwrap();
    let store = Store::open_read_only(&path, Default::default()).unwrap();
    let replayed = replay(&store, &host, None, |_| {}).unwrap();
    assert_eq!(
        (replayed[0].deliveries, replayed[0].heaps),
        (12, 3),
        "spec H6"
    );
}

#[test]
fn a_host_may_ask_for_snapshots() {
    // spec H7
    let host = Scripted::new(&[("boot", vat), ("other", vat)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let genesis = application(&host, policy(3, 100));
    let mut kernel = host.kernel_in(store, &genesis);
    run(&mut kernel);
    send_to(&mut kernel, "boot", 1);
    let before = kernel.activity_hash();
    let taken = kernel.snapshot_all(&mut Silent).unwrap();
    let other = kernel.vat_named("other").unwrap();
    let vats: Vec<_> = taken.iter().map(|(vat, _)| *vat).collect();
    assert_eq!(vats, [other], "the bootstrap vat has just had one");
    let after = kernel.activity_hash();
    assert_ne!(after, before);
    assert_eq!(kernel.snapshot_all(&mut Silent).unwrap(), []);
    assert_eq!(kernel.activity_hash(), after, "nothing is no event");
    send_to(&mut kernel, "other", 2);
    let mut kernel = reopened(kernel, &path, &host);
    let seen = host.seen().len();
    send_to(&mut kernel, "other", 1);
    assert_eq!(
        host.since(seen).len(),
        3,
        "it comes back from what was asked for"
    );
    kernel.commit().unwrap();
    let store = Store::open_read_only(&path, Default::default()).unwrap();
    let replayed = replay(&store, &host, Some("other"), |_| {}).unwrap();
    assert_eq!(
        (replayed[0].deliveries, replayed[0].heaps),
        (4, 1),
        "spec H6"
    );
}

/// Watches which vats come back.
#[derive(Default)]
struct Loads(Vec<&'static str>);

impl crankcase_kernel::Observer for Loads {
    fn wants_events(&self) -> bool {
        true
    }

    fn event(&mut self, _: crankcase_kernel::CrankNumber, event: &TraceEvent<'_>) {
        match event {
            TraceEvent::VatStartupStart { .. } => self.0.push("start"),
            TraceEvent::StartReplay { .. } => self.0.push("back"),
            TraceEvent::HeapSnapshotSave { .. } => self.0.push("save"),
            TraceEvent::HeapSnapshotLoad { .. } => self.0.push("load"),
            _ => {}
        }
    }
}

#[test]
fn who_was_used_least_recently_goes_first_and_nobody_notices() {
    // spec H8
    let host = Scripted::new(&[("boot", vat), ("a", vat), ("b", vat)]);
    let genesis = application(&host, policy(2, 2));
    let limited = |most| {
        let options = KernelOptions {
            max_online: NonZeroUsize::new(most),
            ..KernelOptions::default()
        };
        Kernel::create(Store::memory(), Box::new(host.clone()), &genesis, options).unwrap()
    };
    let run_through = |mut kernel: Kernel, order: &[&str]| {
        run(&mut kernel);
        let mut loads = Loads::default();
        for name in order {
            kernel.send_to_root(name, "m", &[]).unwrap();
            while kernel.step(&mut loads).unwrap().is_some() {}
        }
        (loads.0, kernel.activity_hash())
    };
    let order = ["boot", "a", "b", "a", "b", "boot", "a"];
    let (loads, all) = run_through(limited(3), &order);
    assert!(!loads.contains(&"back"));
    let (loads, two) = run_through(limited(2), &order);
    assert_eq!(loads.iter().filter(|what| **what == "back").count(), 4);
    let (loads, one) = run_through(limited(1), &order);
    assert_eq!(loads.iter().filter(|what| **what == "back").count(), 6);
    assert!(
        loads.contains(&"load"),
        "from snapshots of the open block too"
    );
    assert_eq!([two, one], [all; 2]);
}
