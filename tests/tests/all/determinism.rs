//! The same application gives the same bytes: twice, reloaded at every crank, killed and continued,
//! audited or not. The exchange is the application.

use crankcase_kernel::{Kernel, KernelOptions, replay};
use crankcase_store::{Store, StoreOptions};
use crankcase_tests::{Lines, example, fingerprint, host, kernel, reloading, run};

/// How many of the exchange's instructions the tests process.
const SOME: &str = "60";

#[test]
fn two_runs_and_a_run_that_is_reloaded_at_every_crank_agree() {
    // spec D2, D3, M2: costs and heaps too.
    let genesis = example("exchange", &[SOME]);
    let mut expected = None;
    for options in [
        KernelOptions::default(),
        KernelOptions::default(),
        reloading(1),
        reloading(3),
    ] {
        let mut kernel = kernel(&genesis, options);
        let printed = run(&mut kernel);
        let found = (
            fingerprint(&mut kernel),
            kernel.test_log().unwrap(),
            printed,
        );
        assert_eq!(*expected.get_or_insert_with(|| found.clone()), found);
    }
}

#[test]
fn a_run_that_is_continued_at_every_tenth_crank_agrees() {
    // spec D3, T6, P9.1: what was not committed is done again, to the same end.
    let genesis = example("exchange", &["12"]);
    let mut straight = kernel(&genesis, KernelOptions::default());
    run(&mut straight);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, StoreOptions::default()).unwrap();
    let mut stopped =
        Kernel::create(store, Box::new(host()), &genesis, KernelOptions::default()).unwrap();
    loop {
        let mut steps = 0;
        while steps < 10 && stopped.step(&mut Lines::default()).unwrap().is_some() {
            steps += 1;
        }
        if steps < 10 {
            break;
        }
        stopped.commit().unwrap();
        // These are lost, as they are when the process is killed.
        for _ in 0..3 {
            stopped.step(&mut Lines::default()).unwrap();
        }
        drop(stopped);
        let store = Store::open(&path, StoreOptions::default()).unwrap();
        stopped = Kernel::open(store, Box::new(host()), KernelOptions::default()).unwrap();
    }
    assert_eq!(fingerprint(&mut stopped), fingerprint(&mut straight));
}

#[test]
fn auditing_changes_no_hash_and_every_heap_is_compared_in_a_replay() {
    // spec D4, D5, T6
    let genesis = example("exchange", &["12"]);
    let mut plain = kernel(&genesis, KernelOptions::default());
    run(&mut plain);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, StoreOptions::default()).unwrap();
    let options = KernelOptions {
        audit: true,
        ..KernelOptions::default()
    };
    let mut audited = Kernel::create(store, Box::new(host()), &genesis, options).unwrap();
    run(&mut audited);
    audited.commit().unwrap();
    assert_eq!(fingerprint(&mut audited), fingerprint(&mut plain));
    drop(audited);
    let store = Store::open(&path, StoreOptions::default()).unwrap();
    let replayed = replay(&store, &host(), None, |_| {}).unwrap();
    for (vat, summary) in replayed.iter().zip(plain.vats()) {
        assert_eq!(vat.name, summary.name);
        assert_eq!(
            (vat.deliveries, vat.heaps, vat.computrons),
            (summary.cranks, summary.cranks, summary.computrons)
        );
    }
}
