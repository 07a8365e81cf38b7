//! Real vats whose meter runs out: the heap goes back to the byte, and a refill lets them go on as if nothing
//! had been.

use crankcase_abi::BundleId;
use crankcase_kernel::{
    Genesis, Kernel, KernelOptions, MeterId, PromiseStatus, TranscriptEntry, VatId, VatStatus,
    bundle_id_text,
};
use crankcase_store::Store;
use crankcase_tests::{app, host, kernel, reloading, run};

const BOOTSTRAP: &str = "
    import { E } from '@endo/eventual-send';
    import { Far } from '@endo/far';
    export const buildRootObject = () => Far('root', {
      bootstrap: (vats, devices) => E(vats.vatAdmin).serve(devices.vatAdmin),
    });";

/// Makes vats that a meter pays for, and has them work.
const KEEPER: &str = "
    import { E } from '@endo/eventual-send';
    import { Far } from '@endo/far';
    export const buildRootObject = ({ D }) => {
      let device;
      const roots = [];
      return Far('root', {
        serve: given => { device = given; },
        make: (code, whenMeterRunsOut) => {
          D(device).createByBundleID(code, { name: 'child', meterID: 'm1', whenMeterRunsOut });
        },
        newVatCallback: (vatID, { root }) => { roots.push(root); },
        meterCrossedThreshold: () => {},
        work: (which, times) => E(roots[which]).work(times),
      });
    };";

const CHILD: &str = "
    import { Far } from '@endo/far';
    export const buildRootObject = ({ testLog }) => {
      const done = [];
      return Far('child', {
        work: times => {
          const garbage = [];
          for (let i = 0; i < times; i += 1) garbage.push({ i });
          done.push(times);
          testLog(`${done.length}: ${times}`);
          return `${done} ${garbage.length}`;
        },
      });
    };";

fn application() -> Genesis {
    let mut genesis = app(&[
        ("bootstrap", BOOTSTRAP),
        ("keeper", KEEPER),
        ("child", CHILD),
    ]);
    let keeper = genesis.vats.remove("keeper").unwrap();
    let child = genesis.vats.remove("child").unwrap();
    genesis.vats.insert("vatAdmin".to_owned(), keeper);
    genesis.devices.insert("vatAdmin".to_owned());
    genesis.bundles.insert("child".to_owned(), child.bundle);
    genesis
}

/// A kernel in which a meter holds so much and pays for so many vats.
fn paid(mut kernel: Kernel, genesis: &Genesis, left: u128, vats: usize) -> Kernel {
    run(&mut kernel);
    kernel.create_meter(Some(left), 0).unwrap();
    let code = BundleId::of(&genesis.bundles["child"]);
    let code = format!("\"{}\"", bundle_id_text(code));
    for _ in 0..vats {
        let args = [code.clone(), "\"pause\"".to_owned()];
        kernel.send_to_root("vatAdmin", "make", &args).unwrap();
        run(&mut kernel);
    }
    kernel
}

/// Has a vat work; gives the promise for its answer.
fn work(kernel: &mut Kernel, which: usize, times: u32) -> crankcase_kernel::KernelRef {
    let args = [which.to_string(), times.to_string()];
    kernel.send_to_root("vatAdmin", "work", &args).unwrap()
}

fn answer(kernel: &Kernel, promise: crankcase_kernel::KernelRef) -> Option<String> {
    match kernel.promise(promise).unwrap() {
        PromiseStatus::Fulfilled(data) => Some(data.body),
        PromiseStatus::Unresolved => None,
        PromiseStatus::Rejected(data) => panic!("{}", data.body),
    }
}

fn left(kernel: &Kernel) -> u128 {
    kernel.meters()[0].remaining.unwrap()
}

fn child(kernel: &Kernel, which: usize) -> VatId {
    let vats = kernel.vats().into_iter();
    let children = vats.filter(|vat| vat.name == "child");
    children.map(|vat| vat.id).nth(which).unwrap()
}

fn status(kernel: &Kernel, vat: VatId) -> VatStatus {
    let vats = kernel.vats();
    vats.into_iter().find(|one| one.id == vat).unwrap().status
}

fn transcript(kernel: &mut Kernel, vat: VatId) -> Vec<TranscriptEntry> {
    kernel.commit().unwrap();
    let mut entries = kernel.transcript(vat).unwrap();
    entries.iter_mut().for_each(|entry| entry.crank.0 = 0);
    entries
}

const PLENTY: u128 = 1 << 40;
const METER: MeterId = MeterId(1);

/// What a vat is asked to do: twenty small things and then a large one.
fn tasks() -> Vec<u32> {
    let mut tasks: Vec<u32> = (1..=20).collect();
    tasks.push(20_000);
    tasks
}

#[test]
fn a_paused_heap_is_the_heap_before_the_crank() {
    // spec M12, M13, D2
    let genesis = application();
    let new = |options| kernel(&genesis, options);
    let mut plenty = paid(new(KernelOptions::default()), &genesis, PLENTY, 1);
    let vat = child(&plenty, 0);
    for task in tasks() {
        work(&mut plenty, 0, task);
        run(&mut plenty);
    }
    let costs = PLENTY - left(&plenty);
    let all = transcript(&mut plenty, vat);
    let last = u128::from(all.last().unwrap().computrons.0);
    let heap = plenty.heap_root(vat).unwrap();

    let half = costs - last / 2;
    let mut hashes = Vec::new();
    for options in [KernelOptions::default(), reloading(1)] {
        let mut kernel = paid(new(options), &genesis, half, 1);
        let (large, small) = tasks().split_last().map(|(l, s)| (*l, s.to_vec())).unwrap();
        for task in small {
            work(&mut kernel, 0, task);
            run(&mut kernel);
        }
        let before = kernel.heap_root(vat).unwrap();
        assert!(before.is_some());
        let result = work(&mut kernel, 0, large);
        let after = work(&mut kernel, 0, 7);
        run(&mut kernel);
        assert_eq!(
            (status(&kernel, vat), left(&kernel)),
            (VatStatus::Paused, 0)
        );
        assert_eq!(kernel.heap_root(vat).unwrap(), before);
        assert_eq!(
            (answer(&kernel, result), answer(&kernel, after)),
            (None, None)
        );
        // Not enough: the same again, from a base that is at hand.
        kernel.refill(METER, last / 2).unwrap();
        run(&mut kernel);
        assert_eq!(kernel.heap_root(vat).unwrap(), before);
        kernel.refill(METER, last).unwrap();
        assert_eq!(
            kernel
                .step(&mut crankcase_kernel::Silent)
                .unwrap()
                .unwrap()
                .delivered
                .unwrap()
                .vat,
            vat
        );
        assert_eq!(kernel.heap_root(vat).unwrap(), heap);
        assert_eq!(transcript(&mut kernel, vat), all);
        kernel.refill(METER, PLENTY).unwrap();
        run(&mut kernel);
        assert!(answer(&kernel, after).unwrap().ends_with("20000,7 7\""));
        hashes.push((kernel.activity_hash(), kernel.heap_root(vat).unwrap()));
    }
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn a_pause_outlives_the_process_and_is_shared() {
    // spec M8, M13, D3: two vats, one meter; opened again while they wait.
    let genesis = application();
    let mut probe = paid(
        kernel(&genesis, KernelOptions::default()),
        &genesis,
        PLENTY,
        2,
    );
    let starts = PLENTY - left(&probe);
    let orders = [(1, 9), (0, 5), (1, 3), (0, 2)];
    for (which, times) in orders {
        work(&mut probe, which, times);
    }
    run(&mut probe);
    let finish = |kernel: &mut Kernel| {
        assert_eq!(left(kernel), 0);
        for which in [0, 1] {
            assert_eq!(status(kernel, child(kernel, which)), VatStatus::Paused);
        }
        kernel.refill(METER, PLENTY).unwrap();
        run(kernel);
        // What is held for one vat comes before what is held for the other, each in order.
        assert_eq!(kernel.test_log().unwrap(), ["1: 5", "2: 2", "1: 9", "2: 3"]);
        let heaps: Vec<_> = [0, 1]
            .map(|which| kernel.heap_root(child(kernel, which)).unwrap())
            .into();
        (kernel.activity_hash(), heaps)
    };
    let begin = |mut kernel: Kernel| {
        for (which, times) in orders {
            work(&mut kernel, which, times);
        }
        run(&mut kernel);
        kernel
    };
    let fresh = kernel(&genesis, KernelOptions::default());
    let mut straight = begin(paid(fresh, &genesis, starts + 10, 2));
    let expected = finish(&mut straight);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let made = Kernel::create(store, Box::new(host()), &genesis, KernelOptions::default());
    let mut kernel = begin(paid(made.unwrap(), &genesis, starts + 10, 2));
    kernel.commit().unwrap();
    drop(kernel);
    let store = Store::open(&path, Default::default()).unwrap();
    let mut kernel = Kernel::open(store, Box::new(host()), KernelOptions::default()).unwrap();
    assert_eq!(finish(&mut kernel), expected);
    for which in [0, 1] {
        let vat = child(&probe, which);
        let heap = probe.heap_root(vat).unwrap();
        assert_eq!(kernel.heap_root(vat).unwrap(), heap);
    }
    kernel.commit().unwrap();
    drop(kernel);
    let store = Store::open(&path, Default::default()).unwrap();
    let replayed = crankcase_kernel::replay(&store, &host(), Some("child"), |_| {}).unwrap();
    assert_eq!(replayed.len(), 2);
}
