//! Vats that make random calls: the kernel never panics, never loses count, and stays replayable.

use std::cell::RefCell;

use crate::scripted::{Scripted, run};
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Resolution, Syscall, VatFault, VatRef};
use crankcase_kernel::{Kernel, KernelOptions, replay};
use crankcase_store::Store;
use proptest::prelude::*;

/// The calls of one delivery, and how it ends.
type Turn = (Vec<Syscall>, Ended);

thread_local! {
    /// What each vat does, delivery by delivery.
    static PLAN: RefCell<Vec<Vec<Turn>>> = const { RefCell::new(Vec::new()) };
}

fn act(vat: usize, at: u64, kernel: &mut dyn KernelSide) -> Ended {
    let plan = PLAN.with_borrow(|plan| plan[vat].get(usize::try_from(at).unwrap()).cloned());
    let Some((calls, ended)) = plan else {
        return Ended::Returned;
    };
    for call in calls {
        if kernel.syscall(call).is_err() {
            break;
        }
    }
    ended
}

fn first(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(0, at, kernel)
}
fn second(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(1, at, kernel)
}
fn third(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    act(2, at, kernel)
}

fn reference() -> impl Strategy<Value = VatRef> {
    let names = [
        "o+0", "o+1", "o-50", "o-51", "p+1", "p+2", "p+3", "p-60", "p-61", "p-62", "d-70",
    ];
    prop::sample::select(names.to_vec()).prop_map(|name| name.parse().unwrap())
}

fn data() -> impl Strategy<Value = CapData<VatRef>> {
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
    (body, prop::collection::vec(reference(), 0..3)).prop_map(|(body, slots)| CapData {
        body: body.to_owned(),
        slots,
    })
}

fn call() -> impl Strategy<Value = Syscall> {
    let resolution =
        (reference(), any::<bool>(), data()).prop_map(|(promise, rejected, data)| Resolution {
            promise,
            rejected,
            data,
        });
    prop_oneof![
        4 => (reference(), data(), prop::option::of(reference()))
            .prop_map(|(target, methargs, result)| Syscall::Send { target, methargs, result }),
        2 => reference().prop_map(|promise| Syscall::Subscribe { promise }),
        3 => prop::collection::vec(resolution, 0..3).prop_map(|resolutions| Syscall::Resolve { resolutions }),
        1 => (any::<bool>(), data()).prop_map(|(failure, info)| Syscall::Exit { failure, info }),
        1 => Just(Syscall::TestLog { line: "x".to_owned() }),
    ]
}

fn ended() -> impl Strategy<Value = Ended> {
    prop_oneof![
        12 => Just(Ended::Returned),
        1 => Just(Ended::OutOfMeter),
        1 => Just(Ended::VatFault(VatFault::MemoryLimit)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_calls_leave_a_sound_kernel(
        plan in prop::collection::vec(prop::collection::vec((prop::collection::vec(call(), 0..4), ended()), 0..12), 3)
    ) {
        PLAN.set(plan);
        let host = Scripted::new(&[("boot", first), ("b", second), ("c", third)]);
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let options = KernelOptions::default;
        let mut kernel = Kernel::create(store, Box::new(host.clone()), &host.genesis(), options()).unwrap();
        run(&mut kernel);
        kernel.commit().unwrap();
        let (dump, activity) = (format!("{:?}", kernel.dump()), kernel.activity_hash());
        drop(kernel);
        // spec R6: opening checks every count and every reference again.
        let store = Store::open(&path, Default::default()).unwrap();
        let replayed = replay(&store, &host, None, |_| ()).map(drop);
        prop_assert!(replayed.is_ok(), "{:?}", replayed);
        let again = Kernel::open(store, Box::new(host), options()).unwrap();
        prop_assert_eq!(again.activity_hash(), activity);
        prop_assert_eq!(format!("{:?}", again.dump()), dump);
    }
}
