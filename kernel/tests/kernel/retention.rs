//! What a store keeps of transcripts and heaps, and what comes back from what is left.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::Path;

use crate::pause;
use crate::scripted::*;
use crate::snapshots::{BOOT, application, policy, send_to, vat};
use crankcase_kernel::{
    Genesis, Kernel, KernelError, KernelOptions, ReplayFrom, Retention, Silent, VatStatus, replay,
    replay_from,
};
use crankcase_store::Store;
use proptest::prelude::*;

/// Damages the lists of the heaps in a closed store, from the last to the first, so many.
fn damage_lists(store: &Path, many: usize) {
    damage_before_lists(store, many, 0);
}

/// Damages a byte so many before each of them.
fn damage_before_lists(store: &Path, many: usize, before: usize) {
    let mut places = Vec::new();
    for entry in std::fs::read_dir(store.join("blobs")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let head = b"crankcase heap 1\n";
        let found = bytes.windows(head.len()).enumerate();
        let found = found.filter(|(_, window)| window == head);
        places.extend(found.map(|(at, _)| (path.clone(), at)));
    }
    places.sort();
    assert!(places.len() >= many, "{places:?}");
    for (path, at) in places.iter().rev().take(many) {
        let mut bytes = std::fs::read(path).unwrap();
        bytes[*at - before] ^= 1;
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_damaged_snapshot_is_passed_over() {
    // spec H5
    let host = Scripted::new(&[("boot", vat)]);
    let genesis = application(&host, policy(3, 4));
    let mut straight = host.kernel_of(&genesis);
    run(&mut straight);
    send_to(&mut straight, "boot", 10);
    send_to(&mut straight, "boot", 1);
    for (damaged, again) in [(0, 1), (1, 5), (2, 9), (3, 12)] {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let mut kernel = host.kernel_in(store, &genesis);
        run(&mut kernel);
        send_to(&mut kernel, "boot", 10); // 12 deliveries, with snapshots after 3, 7 and 11
        kernel.shutdown().unwrap();
        damage_lists(&path, damaged);
        let store = Store::open(&path, Default::default()).unwrap();
        let options = KernelOptions::default();
        let mut kernel = Kernel::open(store, Box::new(host.clone()), options).unwrap();
        let seen = host.seen().len();
        send_to(&mut kernel, "boot", 1);
        assert_eq!(host.since(seen).len(), again + 1, "{damaged}");
        assert_eq!(kernel.activity_hash(), straight.activity_hash());
    }
}

fn keeping(retention: Retention) -> KernelOptions {
    KernelOptions {
        retention,
        ..KernelOptions::default()
    }
}

#[test]
fn what_is_let_go_is_what_no_vat_comes_back_from() {
    // spec H9
    let host = Scripted::new(&[("boot", vat)]);
    let genesis = application(&host, policy(3, 4));
    let many = |many| Retention::Spans(NonZeroU64::new(many).unwrap());
    for (retention, first) in [
        (Retention::All, 0),
        (Retention::SINCE_SNAPSHOT, 11),
        (many(2), 7),
        (many(3), 3),
        (many(4), 0),
    ] {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let host_of = || Box::new(host.clone());
        let mut kernel = Kernel::create(store, host_of(), &genesis, keeping(retention)).unwrap();
        run(&mut kernel);
        send_to(&mut kernel, "boot", 10);
        kernel.upkeep().unwrap();
        assert_eq!(kernel.transcript(BOOT).unwrap().len() as u64, 12 - first);
        kernel.shutdown().unwrap();
        let open = || Store::open(&path, Default::default()).unwrap();
        let replayed = replay(&open(), &host, None, |_| {}).unwrap();
        assert_eq!(
            (replayed[0].from.0, replayed[0].deliveries),
            (first, 12 - first)
        );
        let last = ReplayFrom::LastSnapshot;
        let replayed = replay_from(&open(), &host, None, last, |_| {}).unwrap();
        assert_eq!((replayed[0].from.0, replayed[0].deliveries), (11, 1));
        let found = crankcase_kernel::verify(&open(), &mut |_| {}).unwrap();
        assert_eq!(found.problems, []);
        damage_lists(&path, 3);
        let mut kernel = Kernel::open(open(), host_of(), keeping(retention)).unwrap();
        kernel.send_to_root("boot", "m", &[]).unwrap();
        let stepped = kernel.step(&mut Silent);
        match (&stepped, first) {
            (Ok(Some(_)), 0) => {}
            (Err(KernelError::NoSnapshot { name, .. }), 1..) => assert_eq!(name, "boot"),
            _ => panic!("{stepped:?}"),
        }
    }
}

#[test]
fn a_heap_on_which_what_is_left_of_a_transcript_rests_outlives_sweeps() {
    // spec H9: the heap after 11 deliveries is lost, as after a power failure, or damaged.
    let host = Scripted::new(&[("boot", vat)]);
    let genesis = application(&host, policy(3, 4));
    let mut straight = host.kernel_of(&genesis);
    run(&mut straight);
    for many in [6, 4, 1] {
        send_to(&mut straight, "boot", many);
    }
    // In the header of the record, and in the list itself.
    for before in [10, 0] {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let options = || keeping(Retention::SINCE_SNAPSHOT);
        let host_of = || Box::new(host.clone());
        let mut kernel = Kernel::create(store, host_of(), &genesis, options()).unwrap();
        run(&mut kernel);
        send_to(&mut kernel, "boot", 6);
        kernel.upkeep().unwrap();
        assert_eq!(kernel.transcript(BOOT).unwrap().len(), 1); // from 7 on
        send_to(&mut kernel, "boot", 4);
        kernel.shutdown().unwrap();
        damage_before_lists(&path, 1, before);
        let open = || {
            let store = Store::open(&path, Default::default()).unwrap();
            Kernel::open(store, host_of(), options()).unwrap()
        };
        for _ in 0..2 {
            let mut kernel = open();
            kernel.upkeep().unwrap();
            kernel.shutdown().unwrap();
        }
        let mut kernel = open();
        let seen = host.seen().len();
        send_to(&mut kernel, "boot", 1);
        assert_eq!(host.since(seen).len(), 6);
        assert_eq!(kernel.activity_hash(), straight.activity_hash());
    }
}

#[test]
fn of_a_vat_that_has_ended_nothing_is_kept() {
    // spec H9
    let host = Scripted::new(&[("boot", vat), ("other", vat)]);
    let genesis = application(&host, policy(1, 2));
    let retention = Retention::SINCE_SNAPSHOT;
    let store = Store::memory();
    let mut kernel =
        Kernel::create(store, Box::new(host.clone()), &genesis, keeping(retention)).unwrap();
    run(&mut kernel);
    send_to(&mut kernel, "other", 3);
    let other = kernel.vat_named("other").unwrap();
    kernel.upkeep().unwrap();
    assert_eq!(kernel.transcript(other).unwrap().len(), 1);
    kernel.terminate_vat(other, "enough").unwrap();
    run(&mut kernel);
    kernel.upkeep().unwrap();
    assert_eq!(kernel.transcript(other).unwrap().len(), 0);
    assert_eq!(kernel.violations().unwrap(), []);
}

#[test]
fn an_undone_delivery_needs_nothing_that_was_let_go() {
    // spec H9, M12: the deliveries of the vat cost 11, 12, 13, and so on.
    let host = pause::host();
    let genesis = Genesis {
        snapshots: policy(3, 2),
        ..pause::application(&host)
    };
    let options = keeping(Retention::SINCE_SNAPSHOT);
    let boxed = Box::new(host.clone());
    let mut kernel = Kernel::create(Store::memory(), boxed, &genesis, options).unwrap();
    run(&mut kernel);
    kernel
        .create_meter(Some(11 + 12 + 13 + 14 + 5), 10)
        .unwrap();
    pause::order(&mut kernel, "make", "pause");
    run(&mut kernel);
    for _ in 0..3 {
        pause::order(&mut kernel, "poke", "o-50");
        run(&mut kernel);
    }
    kernel.upkeep().unwrap();
    assert_eq!(kernel.transcript(pause::CHILD).unwrap().len(), 1);
    pause::order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    let child = kernel
        .vats()
        .into_iter()
        .find(|vat| vat.id == pause::CHILD)
        .unwrap();
    assert_eq!((child.status, child.cranks), (VatStatus::Paused, 4));
    kernel.refill(pause::METER, 1_000).unwrap();
    run(&mut kernel);
    assert_eq!(kernel.transcript(pause::CHILD).unwrap().len(), 1);
    kernel.commit().unwrap();
    assert_eq!(kernel.transcript(pause::CHILD).unwrap().len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is in memory, however often the store is closed, and whatever it keeps: the same happens.
    #[test]
    fn nobody_can_tell_how_vats_came_back(
        first in 0_u64..5,
        every in 1_u64..5,
        most in 1_usize..4,
        spans in prop::option::of(1_u64..4),
        steps in prop::collection::vec((0_usize..3, 0_u8..8), 1..40),
    ) {
        // spec H5, H8, H9
        let host = Scripted::new(&[("boot", vat), ("a", vat), ("b", vat)]);
        let genesis = application(&host, policy(first, every));
        let retention = spans.and_then(NonZeroU64::new).map_or(Retention::All, Retention::Spans);
        let options = || KernelOptions {
            max_online: NonZeroUsize::new(most),
            ..keeping(retention)
        };
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let host_of = || Box::new(host.clone());
        let mut kernel = Kernel::create(store, host_of(), &genesis, options()).unwrap();
        let mut straight = host.kernel_of(&genesis);
        run(&mut kernel);
        run(&mut straight);
        for (to, then) in steps {
            for kernel in [&mut kernel, &mut straight] {
                send_to(kernel, ["boot", "a", "b"][to], 1);
                if then == 1 {
                    kernel.snapshot_all(&mut Silent).unwrap();
                }
            }
            match then {
                2 => kernel.commit().unwrap(),
                3 => kernel.upkeep().unwrap(),
                4 => {
                    kernel.shutdown().unwrap();
                    let store = Store::open(&path, Default::default()).unwrap();
                    kernel = Kernel::open(store, host_of(), options()).unwrap();
                }
                _ => {}
            }
            prop_assert_eq!(kernel.activity_hash(), straight.activity_hash());
        }
        kernel.shutdown().unwrap();
        let store = Store::open(&path, Default::default()).unwrap();
        replay(&store, &host, None, |_| {}).unwrap();
        prop_assert_eq!(crankcase_kernel::verify(&store, &mut |_| {}).unwrap().problems, []);
    }
}
