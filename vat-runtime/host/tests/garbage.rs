//! Garbage at the wall, with the guest image that belongs to this host: the same wherever a vat is taken up,
//! and within its budget however much there is (spec G20, G21).

mod common;

use std::collections::BTreeSet;

use common::Recorder;
use common::vat::{host, spec, start};
use crankcase_abi::{
    CapData, Computrons, CrankReport, Delivery, Ended, Syscall, VatHost, VatRef, VatSpec, VatWorker,
};

const SOURCE: &str = "
    import { Far } from '@endo/far';
    export const buildRootObject = () => {
      const kept = []; const weak = new WeakMap();
      return Far('root', {
        take(items) { kept.push(...items); },
        note(items) { for (const item of items) weak.set(item, [item => item]); },
        drop() { kept.length = 0; },
        chain(items) {
          const keys = Array.from({ length: 1000 * items.length + 1 }, () => ({}));
          for (let i = keys.length - 2; i >= 0; i -= 1) weak.set(keys[i], keys[i + 1]);
          kept.push(keys[0]);
        },
        churn() { for (let i = 0; i < 1000; i += 1) kept.push({ i }); kept.length -= 1000; },
      });
    };";

fn vat() -> VatSpec {
    spec(SOURCE, VatSpec::DEFAULT_MEMORY_LIMIT)
}

/// A message with a list of imports.
fn message(method: &str, imports: impl IntoIterator<Item = u64>) -> Delivery {
    let slots: Vec<VatRef> = imports
        .into_iter()
        .map(|number| format!("o-{number}").parse().unwrap())
        .collect();
    let items: Vec<String> = (0..slots.len())
        .map(|index| format!("\"${index}\""))
        .collect();
    Delivery::Message {
        target: VatRef::ROOT,
        methargs: CapData {
            body: format!("#[\"{method}\",[[{}]]]", items.join(",")),
            slots,
        },
        result: None,
    }
}

const BUDGET: u64 = 100_000_000_000;

fn run(vat: &mut dyn VatWorker, delivery: &Delivery) -> (CrankReport, Vec<Syscall>) {
    let mut kernel = Recorder::default();
    let report = vat
        .deliver(delivery, Computrons(BUDGET), &mut kernel)
        .expect("the host is well");
    assert_eq!(report.ended, Ended::Returned);
    (report, kernel.calls)
}

/// The objects of the calls, by kind: dropped, retired.
fn given_up(calls: &[Syscall]) -> [BTreeSet<VatRef>; 2] {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    for call in calls {
        match call {
            Syscall::DropImports { objects } => found[0].extend(objects.iter().copied()),
            Syscall::RetireImports { objects } => found[1].extend(objects.iter().copied()),
            other => panic!("{other:?}"),
        }
    }
    found
}

#[test]
fn g20_garbage_is_the_same_wherever_a_vat_is_taken_up() {
    let reap = || Delivery::BringOutYourDead;
    let deliveries = [
        start(),
        message("take", 50..90),
        message("note", 80..100),
        message("churn", []),
        reap(),
        message("note", 95..105),
        message("drop", []),
        message("churn", []),
        reap(),
        Delivery::RetireImports {
            objects: vec!["o-85".parse().unwrap()],
        },
        message("take", [80, 81, 85]),
        reap(),
        reap(),
    ];
    let mut straight = host().create(&vat()).unwrap();
    let mut restored = host().create(&vat()).unwrap();
    let mut said = 0;
    for delivery in &deliveries {
        restored = host().restore(&vat(), &restored.image().unwrap()).unwrap();
        let expected = run(straight.as_mut(), delivery);
        said += expected.1.len();
        assert_eq!(run(restored.as_mut(), delivery), expected, "{delivery:?}");
        assert_eq!(restored.heap_root().unwrap(), straight.heap_root().unwrap());
    }
    assert!(said >= 3);
}

#[test]
fn g21_a_chain_of_weak_entries_costs_in_proportion_to_its_length() {
    let reap = |thousands: u64| {
        let mut vat = host().create(&vat()).unwrap();
        run(vat.as_mut(), &start());
        run(vat.as_mut(), &message("take", [50]));
        let (before, _) = run(vat.as_mut(), &Delivery::BringOutYourDead);
        run(vat.as_mut(), &message("chain", 100..100 + thousands));
        run(vat.as_mut(), &Delivery::BringOutYourDead);
        let (after, calls) = run(vat.as_mut(), &Delivery::BringOutYourDead);
        assert_eq!(calls, []);
        after.computrons.0 - before.computrons.0
    };
    let (short, long) = (reap(2), reap(20));
    println!("computrons: {short} for 2,000 entries, {long} for 20,000");
    assert!(long < 20 * short, "{short} and {long}");
}

#[test]
fn g21_a_hundred_thousand_imports_are_given_up_at_once() {
    const MANY: u64 = 100_000;
    const BATCH: u64 = 10_000;
    let mut vat = host().create(&vat()).unwrap();
    run(vat.as_mut(), &start());
    let (first, calls) = run(vat.as_mut(), &Delivery::BringOutYourDead);
    assert_eq!(calls, []);
    let (empty, _) = run(vat.as_mut(), &Delivery::BringOutYourDead);
    for batch in 0..MANY / BATCH {
        let imports = 50 + batch * BATCH..50 + (batch + 1) * BATCH;
        run(vat.as_mut(), &message("take", imports));
    }
    let (full, calls) = run(vat.as_mut(), &Delivery::BringOutYourDead);
    assert_eq!(calls, []);
    run(vat.as_mut(), &message("drop", []));
    let (last, calls) = run(vat.as_mut(), &Delivery::BringOutYourDead);
    let [dropped, retired] = given_up(&calls);
    assert_eq!(dropped.len() as u64, MANY);
    assert_eq!(retired, dropped);
    // Reaping is work in proportion to the heap, never more.
    println!(
        "computrons: first {first:?}, empty {empty:?}, all kept {full:?}, all dropped {last:?}"
    );
    let per_import = (full.computrons.0 - empty.computrons.0) / MANY;
    assert!(
        per_import < 20_000,
        "{per_import} computrons for each import"
    );
    assert!((last.computrons.0 - empty.computrons.0) / MANY < 20_000);
}
