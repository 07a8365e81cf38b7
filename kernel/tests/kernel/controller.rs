//! What a host does between cranks: result policies, references it holds, options, and misuse.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide};
use crankcase_kernel::{
    Arguments, CrankNumber, Genesis, Kernel, KernelChange, KernelError, KernelOptions, KernelRef,
    Observer, OptionsChange, PromiseStatus, ReapThreshold, ResultPolicy, Silent, VatId,
};
use crankcase_store::Store;

/// Answers `make` with an object of its own, `fail` with a rejection, `wait` not at all, `leave` by its end, and
/// everything else with what it was given.
pub fn maker(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message {
        methargs, result, ..
    } = delivery
    else {
        return Ended::Returned;
    };
    let Some(result) = result.map(|result| result.to_string()) else {
        return Ended::Returned;
    };
    match method(methargs).as_str() {
        "make" => {
            let own = format!("o+{}", at + 7);
            let made = resolution(&result, "#\"$0.Alleged: made\"", &[&own]);
            resolve(kernel, vec![made]);
        }
        "fail" => {
            let mut failure = resolution(&result, "#\"no\"", &[]);
            failure.rejected = true;
            resolve(kernel, vec![failure]);
        }
        "wait" => {}
        "leave" => return Ended::OutOfMeter,
        _ => {
            let slots: Vec<_> = methargs.slots.iter().map(ToString::to_string).collect();
            let objects: Vec<_> = slots.iter().map(String::as_str).collect();
            let items: Vec<_> = methargs
                .slots
                .iter()
                .enumerate()
                .map(|(at, slot)| format!("\"{}{at}\"", if slot.is_promise() { '&' } else { '$' }))
                .collect();
            let body = format!("#[{}]", items.join(","));
            resolve(kernel, vec![resolution(&result, &body, &objects)]);
        }
    }
    Ended::Returned
}

pub fn host() -> Scripted {
    Scripted::new(&[("boot", answers), ("maker", maker), ("other", maker)])
}

/// The results that an observer is told of.
#[derive(Default)]
struct Results(Vec<(KernelRef, bool)>);

impl Observer for Results {
    fn result(&mut self, _: CrankNumber, promise: KernelRef, status: &PromiseStatus) {
        let rejected = matches!(status, PromiseStatus::Rejected(_));
        self.0.push((promise, rejected));
    }
}

fn vat(kernel: &Kernel, name: &str) -> VatId {
    kernel.vat_named(name).unwrap()
}

fn queue(kernel: &mut Kernel, method: &str, policy: ResultPolicy) -> Option<KernelRef> {
    let maker = vat(kernel, "maker");
    let none = Arguments::new();
    kernel.queue_to_root(maker, method, &none, policy).unwrap()
}

fn exists(kernel: &Kernel, object: KernelRef) -> bool {
    let objects = kernel.dump().unwrap().objects;
    objects.iter().any(|row| row.kref == object.to_string())
}

fn value(kernel: &Kernel, promise: KernelRef) -> CapData<KernelRef> {
    match kernel.promise(promise) {
        Some(PromiseStatus::Fulfilled(data)) => data,
        other => panic!("{other:?}"),
    }
}

#[test]
fn policies_say_who_is_told_of_results() {
    // spec C2.2, C2.1
    use ResultPolicy::{Ignore, LogAlways, LogFailure, None};
    let mut kernel = host().kernel();
    run(&mut kernel);
    let promises = kernel.statistics().promises;
    assert_eq!(queue(&mut kernel, "make", None), Option::None);
    assert_eq!(queue(&mut kernel, "fail", None), Option::None);
    assert_eq!(kernel.statistics().promises, promises);
    let mut expected = Vec::new();
    for policy in [Ignore, LogAlways, LogFailure] {
        for method in ["make", "fail"] {
            let promise = queue(&mut kernel, method, policy).unwrap();
            let failed = method == "fail";
            if policy == LogAlways || policy == LogFailure && failed {
                expected.push((promise, failed));
            }
        }
    }
    // A policy ends with the host's interest.
    let left = queue(&mut kernel, "fail", LogAlways).unwrap();
    assert_eq!(kernel.dump().unwrap().result_policies.len(), 5);
    kernel.unpin(left).unwrap();
    assert_eq!(kernel.dump().unwrap().result_policies.len(), 4);
    let mut results = Results::default();
    while kernel.step(&mut results).unwrap().is_some() {
        assert_eq!(kernel.violations().unwrap(), []);
    }
    assert_eq!(results.0, expected);
    assert!(kernel.dump().unwrap().result_policies.is_empty());
}

#[test]
fn a_result_that_comes_out_between_cranks_is_told_too() {
    // spec C2.2: a dead end answers at once, and so does the end of a vat.
    let mut kernel = host().kernel();
    run(&mut kernel);
    let waiting = queue(&mut kernel, "wait", ResultPolicy::LogAlways).unwrap();
    let made = queue(&mut kernel, "make", ResultPolicy::Ignore).unwrap();
    run(&mut kernel);
    let object = value(&kernel, made).slots[0];
    let maker = vat(&kernel, "maker");
    kernel.terminate_vat(maker, "enough").unwrap();
    assert_eq!(kernel.violations().unwrap(), []);
    let none = Arguments::new();
    let dead = kernel.queue_to_object(object, "get", &none, ResultPolicy::LogFailure);
    let dead = dead.unwrap().unwrap();
    let hash = kernel.activity_hash();
    let refused = kernel.queue_to_object(object, "get", &none, ResultPolicy::Panic);
    assert!(
        matches!(refused, Err(KernelError::ResultRejected { reason, .. }) if reason.contains("vat terminated"))
    );
    assert_eq!(kernel.activity_hash(), hash, "nothing is queued");
    let mut results = Results::default();
    while kernel.step(&mut results).unwrap().is_some() {}
    assert_eq!(results.0, [(waiting, true), (dead, true)]);
}

#[test]
fn a_result_that_must_not_fail_takes_its_crank_along() {
    // spec C2.2, C2.1
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let mut kernel = host().kernel_in(store, &host().genesis());
    run(&mut kernel);
    let good = queue(&mut kernel, "make", ResultPolicy::Panic).unwrap();
    let bad = queue(&mut kernel, "fail", ResultPolicy::Panic).unwrap();
    run_one(&mut kernel);
    assert_eq!(value(&kernel, good).slots.len(), 1);
    kernel.commit().unwrap();
    let before = serde_json::to_string(&kernel.dump().unwrap()).unwrap();
    drop(kernel);
    // The policy is kept with the store.
    for _ in 0..2 {
        let store = Store::open(&path, Default::default()).unwrap();
        let mut kernel = Kernel::open(store, Box::new(host()), KernelOptions::default()).unwrap();
        match kernel.step(&mut Silent) {
            Err(KernelError::ResultRejected { promise, reason }) => {
                assert_eq!((promise, reason.as_str()), (bad, "#\"no\""));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(
            serde_json::to_string(&kernel.dump().unwrap()).unwrap(),
            before
        );
        let maker = VatId(2);
        let none = Arguments::new();
        let refusals = [
            kernel.step(&mut Silent).err(),
            kernel.commit().err(),
            kernel.heap_root(maker).err(),
            kernel.reap_all().err(),
            kernel.unpin(bad).err(),
            kernel.terminate_vat(maker, "").err(),
            kernel
                .queue_to_root(maker, "x", &none, ResultPolicy::None)
                .err(),
            kernel.change_kernel_options(KernelChange::default()).err(),
        ];
        for refusal in refusals {
            assert!(matches!(refusal, Some(KernelError::Stopped)), "{refusal:?}");
        }
        assert!(matches!(kernel.shutdown(), Err(KernelError::Stopped)));
    }
}

fn run_one(kernel: &mut Kernel) {
    assert!(step(kernel).is_some());
}

#[test]
fn what_bootstrap_comes_to_has_a_policy_too() {
    // spec C2.2
    fn fails(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message {
                result: Some(result),
                ..
            } => {
                let mut failure = resolution(&result.to_string(), "#\"no\"", &[]);
                failure.rejected = true;
                resolve(kernel, vec![failure]);
                Ended::Returned
            }
            _ => maker(at, delivery, kernel),
        }
    }
    let host = Scripted::new(&[("boot", fails)]);
    let with = |bootstrap_result| Genesis {
        bootstrap_result,
        ..host.genesis()
    };
    let mut kernel = host.kernel_of(&with(ResultPolicy::Panic));
    run_one(&mut kernel);
    assert!(matches!(
        kernel.step(&mut Silent),
        Err(KernelError::ResultRejected { .. })
    ));
    let mut kernel = host.kernel_of(&with(ResultPolicy::Ignore));
    run(&mut kernel);
    let status = kernel.promise(kernel.bootstrap_promise());
    assert_eq!(
        status,
        Some(PromiseStatus::Rejected(CapData::plain("#\"no\"")))
    );
    let hashes = [ResultPolicy::Panic, ResultPolicy::Ignore].map(|policy| with(policy).hash());
    assert_ne!(hashes[0], hashes[1]);
    let none = with(ResultPolicy::None);
    let refused = Kernel::create(
        Store::memory(),
        Box::new(host.clone()),
        &none,
        KernelOptions::default(),
    );
    assert!(matches!(refused, Err(KernelError::Genesis(_))));
}

#[test]
fn a_host_names_what_it_holds_and_nothing_else() {
    // spec C2.4
    let mut kernel = host().kernel();
    run(&mut kernel);
    let made = queue(&mut kernel, "make", ResultPolicy::Ignore).unwrap();
    run(&mut kernel);
    let object = value(&kernel, made).slots[0];
    let send = |kernel: &mut Kernel, target, args: &Arguments| {
        kernel.queue_to_object(target, "echo", args, ResultPolicy::Ignore)
    };
    // Through the promise, then by a pin of its own.
    let args = Arguments::new().reference(object).text("#x");
    let echoed = send(&mut kernel, object, &args).unwrap().unwrap();
    kernel.pin(object).unwrap();
    kernel.pin(object).unwrap();
    kernel.unpin(made).unwrap();
    run(&mut kernel);
    assert_eq!(value(&kernel, echoed).slots[0], object);
    kernel.unpin(echoed).unwrap();
    run(&mut kernel);
    send(&mut kernel, object, &Arguments::new()).unwrap();
    run(&mut kernel);
    kernel.unpin(object).unwrap();
    let hash = kernel.activity_hash();
    // Twice is once too often, and a number is not a reference.
    let forged = KernelRef::object(21);
    for kref in [
        object,
        forged,
        KernelRef::promise(7),
        KernelRef::object(9_999),
    ] {
        let refusals = [
            kernel.unpin(kref).err(),
            kernel.pin(kref).err(),
            send(&mut kernel, kref, &Arguments::new()).err(),
        ];
        for refusal in refusals {
            assert!(matches!(refusal, Some(KernelError::NotHeld(named)) if named == kref));
        }
        let maker = vat(&kernel, "maker");
        let args = Arguments::new().reference(kref);
        let refused = kernel.queue_to_root(maker, "echo", &args, ResultPolicy::Ignore);
        assert!(matches!(refused, Err(KernelError::NotHeld(named)) if named == kref));
    }
    assert_eq!(kernel.activity_hash(), hash);
    run(&mut kernel);
    let owner = vat(&kernel, "maker");
    assert!(!exists(&kernel, object), "{owner} was told");
}

#[test]
fn a_pinned_root_outlives_its_vat() {
    // spec C2.4
    let mut kernel = host().kernel();
    run(&mut kernel);
    let maker = vat(&kernel, "maker");
    let root = kernel.pin_vat_root(maker).unwrap();
    // What the kernel holds for itself stays.
    kernel.unpin(root).unwrap();
    assert!(matches!(kernel.unpin(root), Err(KernelError::NotHeld(_))));
    queue(&mut kernel, "make", ResultPolicy::Panic);
    run(&mut kernel);
    kernel.pin_vat_root(maker).unwrap();
    kernel.terminate_vat(maker, "enough").unwrap();
    run(&mut kernel);
    let refused = kernel.pin_vat_root(maker);
    assert!(matches!(refused, Err(KernelError::Ended(name)) if name == "maker"));
    let answer = kernel.queue_to_object(root, "x", &Arguments::new(), ResultPolicy::Ignore);
    let status = kernel.promise(answer.unwrap().unwrap());
    assert!(
        matches!(status, Some(PromiseStatus::Rejected(_))),
        "{status:?}"
    );
    kernel.unpin(root).unwrap();
    run(&mut kernel);
    assert!(!kernel.dump().unwrap().pins.contains(&root.to_string()));
}

#[test]
fn arguments_are_bounded_and_well_formed() {
    // spec C2.3
    let mut kernel = host().kernel();
    run(&mut kernel);
    let (maker, hash) = (vat(&kernel, "maker"), kernel.activity_hash());
    let device: KernelRef = "kd30".parse().unwrap();
    let mut many = Arguments::new();
    for _ in 0..10_001 {
        many.slot(kernel.bootstrap_promise());
    }
    let malformed = [
        Arguments::new().smallcaps(""),
        Arguments::new().smallcaps("1,2"),
        Arguments::new().smallcaps("]]"),
        Arguments::new().smallcaps("\"open"),
        Arguments::new().text(&"x".repeat(10_000_000)),
        Arguments::new().reference(device),
        many,
    ];
    for args in malformed {
        let refused = kernel.queue_to_root(maker, "x", &args, ResultPolicy::Ignore);
        assert!(
            matches!(refused, Err(KernelError::Arguments(_))),
            "{refused:?}"
        );
    }
    assert_eq!(kernel.activity_hash(), hash);
}

#[test]
fn reaps_and_options_are_the_hosts_to_change() {
    // spec C2.5, A8
    let host = host();
    let mut genesis = host.genesis();
    genesis.vats.get_mut("other").unwrap().reap.never = true;
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let known = host.seen().len();
    kernel.reap_all().unwrap();
    kernel.reap_all().unwrap();
    run(&mut kernel);
    assert_eq!(host.since(known), ["boot:reap", "maker:reap"]);
    assert_eq!(kernel.statistics().counters.reaps, 2);

    let hash = kernel.activity_hash();
    kernel
        .change_kernel_options(KernelChange::default())
        .unwrap();
    assert_eq!(kernel.activity_hash(), hash, "nothing is no event");
    let change = KernelChange {
        reap_interval: Some(ReapThreshold::At(1)),
        reap_gc_krefs: None,
        ..Default::default()
    };
    kernel.change_kernel_options(change).unwrap();
    let never = OptionsChange {
        never_reap: Some(true),
        ..OptionsChange::default()
    };
    let boot = vat(&kernel, "boot");
    kernel.change_vat_options(boot, never).unwrap();
    let known = host.seen().len();
    queue(&mut kernel, "wait", ResultPolicy::None);
    kernel
        .queue_to_root(boot, "x", &Arguments::new(), ResultPolicy::None)
        .unwrap();
    run(&mut kernel);
    let expected = ["maker:o+0.wait", "maker:reap", "boot:o+0.x"];
    assert_eq!(host.since(known), expected);
    let gone = kernel.change_vat_options(VatId(99), never);
    assert!(matches!(gone, Err(KernelError::NoSuchVat(_))));
}

#[test]
fn statistics_are_sums_over_everything() {
    let host = host();
    let mut kernel = host.kernel();
    let cranks = run(&mut kernel);
    let made = queue(&mut kernel, "make", ResultPolicy::Ignore);
    queue(&mut kernel, "leave", ResultPolicy::Ignore);
    let more = run(&mut kernel);
    let statistics = kernel.statistics();
    assert_eq!(statistics.cranks, (cranks.len() + more.len()) as u64);
    let all = cranks.iter().chain(&more);
    let cost = all
        .filter_map(|crank| crank.delivered)
        .map(|one| one.computrons.0);
    assert_eq!(statistics.computrons.0, cost.sum::<u64>());
    let counters = statistics.counters;
    assert_eq!((counters.starts, counters.messages), (3, 3));
    assert_eq!((counters.undone, counters.ends), (1, 1));
    assert!(counters.cleanups > 0 && counters.syscalls > 0);
    assert_eq!((statistics.vats_made, statistics.vats), (3, 2));
    let dump = kernel.dump().unwrap();
    assert_eq!(statistics.objects, dump.objects.len());
    assert_eq!(statistics.promises, dump.promises.len());
    assert_eq!(statistics.pins, dump.pins.len());
    assert!(made.is_some());
}
