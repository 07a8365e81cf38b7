//! Vats that make random calls: the kernel never panics, its tables never contradict themselves, and it does
//! the same whether it is opened again or not.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::scripted::{Scripted, step, step_with};
use crate::vats::bundle;
use crankcase_abi::{
    BundleId, CapData, Delivery, Ended, KernelSide, RefKind, Resolution, Syscall, VatFault, VatRef,
};
use crankcase_kernel::{
    ActivityHash, CleanupBudget, Genesis, Kernel, KernelOptions, ReapThreshold, Silent, VatStatus,
    bundle_id_text, replay,
};
use crankcase_store::{Batch, Store};
use proptest::prelude::*;

/// The calls of one delivery, and how it ends.
type Turn = (Vec<Syscall>, Ended);

thread_local! {
    /// What each vat does, delivery by delivery.
    static PLAN: RefCell<Vec<Vec<Turn>>> = const { RefCell::new(Vec::new()) };
}

/// One call by plan; but what it names comes from what the vat has seen, so that more of them are legal.
fn act(vat: usize, at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let plan = PLAN.with_borrow(|plan| plan[vat].get(usize::try_from(at).unwrap()).cloned());
    let Some((calls, ended)) = plan else {
        return obedient(delivery, kernel);
    };
    let quiet = !matches!(
        delivery,
        Delivery::StartVat { .. } | Delivery::Message { .. } | Delivery::Notify { .. }
    );
    for call in calls {
        // Most vats know what may be said about garbage; some do not.
        if quiet && !at.is_multiple_of(7) && !is_about_garbage(&call) {
            continue;
        }
        if kernel.syscall(call).is_err() {
            break;
        }
    }
    ended
}

/// A vat whose plan is over: answers, and lets go of everything it is told of.
fn obedient(delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message {
        methargs, result, ..
    } = delivery
    {
        let imports = methargs.slots.iter().copied();
        let objects: Vec<_> = imports
            .filter(|slot| !slot.is_export() && slot.kind() == RefKind::Object)
            .collect();
        kernel.syscall(Syscall::DropImports { objects }).unwrap();
        if let Some(promise) = *result {
            let data = CapData::plain("#true");
            let resolutions = vec![Resolution {
                promise,
                rejected: false,
                data,
            }];
            kernel.syscall(Syscall::Resolve { resolutions }).unwrap();
        }
    }
    Ended::Returned
}

fn is_about_garbage(call: &Syscall) -> bool {
    matches!(
        call,
        Syscall::DropImports { .. }
            | Syscall::RetireImports { .. }
            | Syscall::RetireExports { .. }
            | Syscall::AbandonExports { .. }
            | Syscall::VatstoreGet { .. }
            | Syscall::VatstoreSet { .. }
            | Syscall::VatstoreGetNextKey { .. }
            | Syscall::VatstoreDelete { .. }
    )
}

fn first(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(0, at, delivery, kernel)
}
fn second(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(1, at, delivery, kernel)
}
fn third(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(2, at, delivery, kernel)
}

fn child(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(3, at, delivery, kernel)
}

/// Vats that do what the plan says, one that is told of the others' ends, and those that are made.
fn host() -> Scripted {
    Scripted::new(&[
        ("boot", first),
        ("b", second),
        ("c", third),
        ("vatAdmin", told),
        ("child", child),
    ])
}

/// Lets go of what it is told.
fn told(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    obedient(delivery, kernel)
}

fn reference() -> impl Strategy<Value = VatRef> {
    let names = [
        "o+0", "o+1", "o+2", "o+1", "o+2", "o-50", "o-51", "o-50", "o-51", "o-52", "p+1", "p+2",
        "p+3", "p-60", "p-61", "p-62", "d-70", "d-71", "d+1",
    ];
    prop::sample::select(names.to_vec()).prop_map(|name| name.parse().unwrap())
}

/// A reference that the vat most likely has.
fn own() -> impl Strategy<Value = VatRef> {
    let names = ["o+0", "o+1", "o+2", "o+3", "p+1", "p+2", "d-70"];
    prop::sample::select(names.to_vec()).prop_map(|name| name.parse().unwrap())
}

fn data(slot: impl Strategy<Value = VatRef>) -> impl Strategy<Value = CapData<VatRef>> {
    let bodies = [
        "#[\"m\",[]]",
        "#\"$0.Alleged: x\"",
        "#\"&0\"",
        "#1",
        "",
        "\u{1F600}",
        "#[[",
    ];
    let body = prop::sample::select(bodies.to_vec());
    (body, prop::collection::vec(slot, 0..3)).prop_map(|(body, slots)| CapData {
        body: body.to_owned(),
        slots,
    })
}

fn objects(names: &'static [&'static str]) -> impl Strategy<Value = Vec<VatRef>> {
    let name = prop::sample::select(names).prop_map(|name| name.parse().unwrap());
    prop::collection::vec(name, 0..3)
}

/// A call of a device: most likely of the kernel's own, which only the bootstrap vat has at first.
fn device_call() -> impl Strategy<Value = Syscall> {
    let code = bundle_id_text(BundleId::of(&bundle("code.js")));
    let create = |options: &str| ("createByBundleID", format!("#[\"{code}\",{options}]"));
    let plain = |method, body: &str| (method, body.to_owned());
    let calls = [
        create("{\"name\":\"child\"}"),
        create("{\"name\":\"child\",\"enablePipelining\":true,\"reapInterval\":1}"),
        create("{\"name\":\"child\",\"meterID\":\"m1\"}"),
        create("{\"name\":\"child\",\"meterID\":\"m1\",\"whenMeterRunsOut\":\"pause\"}"),
        create("{\"name\":\"/\"}"),
        plain("createMeter", "#[\"+30\",\"+20\"]"),
        plain("addMeterRemaining", "#[\"m1\",\"+20\"]"),
        plain("setMeterThreshold", "#[\"m1\",\"+50\"]"),
        plain("getMeter", "#[\"m7\"]"),
        plain("terminateWithFailure", "#[\"v5\",\"$0\"]"),
        plain("terminateWithFailure", "#[\"v2\",\"why\"]"),
        plain("changeOptions", "#[\"v5\",{\"reapInterval\":2}]"),
        ("getBundleCap", format!("#[\"{code}\"]")),
        plain("getBundleID", "#[]"),
        plain("", "#[["),
    ];
    let device =
        prop_oneof![8 => Just("d-70"), 1 => Just("d-71"), 1 => Just("o-50"), 1 => Just("d+1")];
    let call = prop::sample::select(calls.to_vec());
    let slots = prop::collection::vec(own(), 0..2);
    (device, call, slots).prop_map(|(device, (method, body), slots)| Syscall::CallNow {
        device: device.parse().unwrap(),
        method: method.to_owned(),
        args: CapData { body, slots },
    })
}

fn call() -> impl Strategy<Value = Syscall> {
    let any_slot = || prop_oneof![4 => own(), 1 => reference()];
    let resolution =
        (reference(), any::<bool>(), data(any_slot())).prop_map(|(promise, rejected, data)| {
            Resolution {
                promise,
                rejected,
                data,
            }
        });
    let imports: &[&str] = &["o-50", "o-51", "o-52", "o-50", "o-51", "o+1", "p-60"];
    let exports: &[&str] = &["o+1", "o+2", "o+3", "o+1", "o+2", "o+0", "o-50"];
    let key = || prop::sample::select(vec!["", "a", "b", "ab"]).prop_map(str::to_owned);
    prop_oneof![
        12 => (prop_oneof![reference(), own()], data(any_slot()), prop::option::weighted(0.3, own()))
            .prop_map(|(target, methargs, result)| Syscall::Send { target, methargs, result }),
        2 => reference().prop_map(|promise| Syscall::Subscribe { promise }),
        3 => prop::collection::vec(resolution, 0..3).prop_map(|resolutions| Syscall::Resolve { resolutions }),
        1 => (any::<bool>(), data(any_slot())).prop_map(|(failure, info)| Syscall::Exit { failure, info }),
        1 => Just(Syscall::TestLog { line: "x".to_owned() }),
        6 => objects(imports).prop_map(|objects| Syscall::DropImports { objects }),
        4 => objects(imports).prop_map(|objects| Syscall::RetireImports { objects }),
        3 => objects(exports).prop_map(|objects| Syscall::RetireExports { objects }),
        1 => objects(exports).prop_map(|objects| Syscall::AbandonExports { objects }),
        4 => device_call(),
        1 => key().prop_map(|key| Syscall::VatstoreGet { key }),
        1 => (key(), key()).prop_map(|(key, value)| Syscall::VatstoreSet { key, value }),
        1 => key().prop_map(|prior| Syscall::VatstoreGetNextKey { prior }),
        1 => key().prop_map(|key| Syscall::VatstoreDelete { key }),
    ]
}

fn ended() -> impl Strategy<Value = Ended> {
    prop_oneof![
        24 => Just(Ended::Returned),
        1 => Just(Ended::OutOfMeter),
        1 => Just(Ended::VatFault(VatFault::MemoryLimit)),
    ]
}

/// What three vats do, and those that are made.
fn plan() -> impl Strategy<Value = Vec<Vec<Turn>>> {
    let turn = (prop::collection::vec(call(), 0..5), ended());
    prop::collection::vec(prop::collection::vec(turn, 0..20), 4)
}

fn application(host: &Scripted, reap: u64) -> Genesis {
    let mut genesis = host.genesis();
    genesis.reap.deliveries = ReapThreshold::At(reap);
    genesis.vats.get_mut("c").unwrap().pipelining = true;
    genesis.vats.remove("child");
    genesis.devices = ["vatAdmin".to_owned()].into();
    genesis.bundles = BTreeMap::from([("code".to_owned(), bundle("code.js").into())]);
    genesis
}

/// Sends a message to each vat that still runs, and what they lead to; asks `pause` after every crank.
fn drive(mut kernel: Kernel, budgets: &[u32], mut pause: impl FnMut(Kernel) -> Kernel) -> Kernel {
    let mut budgets = budgets.iter().cycle();
    for vat in ["boot", "b", "c", "boot", "b", "c"] {
        // One that has ended refuses it.
        let _ = kernel.send_to_root(vat, "m", &[]);
        let mut budget = || CleanupBudget::each(*budgets.next().unwrap());
        while step_with(&mut kernel, budget()).is_some() {
            kernel = pause(kernel);
        }
    }
    kernel
}

/// Ends every vat, lets go of every promise, and finds nothing left.
fn finish(mut kernel: Kernel) {
    for pin in kernel.dump().unwrap().pins {
        if pin.starts_with("kp") {
            kernel.unpin(pin.parse().unwrap()).unwrap();
        }
    }
    loop {
        while step(&mut kernel).is_some() {}
        let vats = kernel.vats().into_iter();
        let mut alive = vats.filter(|vat| !matches!(vat.status, VatStatus::Ended(_)));
        let Some(vat) = alive.next() else { break };
        kernel.terminate_vat(vat.id, "over").unwrap();
    }
    let dump = kernel.dump().unwrap();
    assert!(
        dump.objects.is_empty() && dump.promises.is_empty(),
        "{dump:?}"
    );
    assert!(
        dump.pins.is_empty() && dump.gc_actions.is_empty(),
        "{dump:?}"
    );
    for vat in &dump.vats {
        assert!(vat.clist.is_empty() && vat.vatstore.is_empty(), "{dump:?}");
    }
}

fn state(kernel: &Kernel) -> (ActivityHash, String) {
    (
        kernel.activity_hash(),
        format!("{:?}", kernel.dump().unwrap()),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_calls_leave_a_sound_kernel(
        plan in plan(),
        reap in 1u64..6,
        pauses in prop::collection::vec(any::<bool>(), 1..12),
        budgets in prop::collection::vec(0u32..4, 1..8),
    ) {
        // spec R6, R8, G1, D3, A13
        PLAN.set(plan);
        let host = host();
        let genesis = application(&host, reap);
        let straight = drive(host.kernel_of(&genesis), &budgets, |kernel| kernel);
        let expected = state(&straight);
        finish(straight);

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let options = KernelOptions::default;
        let kernel = host.kernel_in(store, &genesis);
        let mut cranks = 0;
        let mut kernel = drive(kernel, &budgets, |mut kernel| {
            cranks += 1;
            if !pauses[cranks % pauses.len()] {
                return kernel;
            }
            // Opening makes every check again, on what was stored.
            kernel.commit().unwrap();
            drop(kernel);
            let store = Store::open(&path, Default::default()).unwrap();
            Kernel::open(store, Box::new(host.clone()), options()).unwrap()
        });
        kernel.commit().unwrap();
        prop_assert_eq!(state(&kernel), expected);
        drop(kernel);
        let store = Store::open(&path, Default::default()).unwrap();
        let replayed = replay(&store, &host, None, |_| ()).map(drop);
        prop_assert!(replayed.is_ok(), "{:?}", replayed);
    }

    #[test]
    fn a_forged_store_is_refused_or_harmless(
        plan in plan(),
        stop in 0usize..20,
        row in any::<prop::sample::Index>(),
        forgery in 0..4u8,
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        // spec R8
        PLAN.set(plan);
        let host = host();
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let options = KernelOptions::default;
        let mut kernel = host.kernel_in(store, &application(&host, 2));
        (0..stop).for_each(|_| _ = step(&mut kernel));
        kernel.commit().unwrap();
        drop(kernel);

        let mut store = Store::open(&path, Default::default()).unwrap();
        let rows: Vec<_> = store.scan(&[]).unwrap().map(Result::unwrap).collect();
        let (key, value) = row.get(&rows);
        let other = &rows[at.index(rows.len())];
        let mut batch = Batch::new();
        let mut changed = value.to_vec();
        match forgery {
            0 => batch.delete(key.to_vec()),
            1 => {
                let at = at.index(changed.len().max(1));
                changed.get_mut(at).into_iter().for_each(|old| *old = byte);
                batch.put(key.to_vec(), changed);
            }
            2 => batch.put(key.to_vec(), other.1.to_vec()),
            _ => {
                let mut key = key.to_vec();
                let at = at.index(key.len());
                key[at] = byte;
                batch.put(key, changed);
            }
        }
        store.commit(batch).unwrap();
        let Ok(mut kernel) = Kernel::open(store, Box::new(host), options()) else {
            return Ok(());
        };
        prop_assert_eq!(kernel.violations().unwrap(), []);
        // What was changed may be what a vat said or cost: then its transcript is found to differ.
        while let Ok(Some(_)) = kernel.step(&mut Silent) {
            prop_assert_eq!(kernel.violations().unwrap(), []);
        }
    }
}
