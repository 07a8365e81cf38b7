//! A host that does not know what it does: it is refused, or obeyed, and no table ever contradicts another.

use std::cell::RefCell;

use crate::controller::host;
use crate::scripted::*;
use crankcase_kernel::{
    Arguments, Kernel, KernelError, KernelOptions, KernelRef, OptionsChange, ReapThreshold,
    ResultPolicy, VatId,
};
use crankcase_store::Store;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// What a host that does not know what it does may do.
#[derive(Clone, Debug)]
enum Deed {
    Queue(u64, u8, u8, Vec<u64>),
    QueueTo(u64, u8, u8, Vec<u64>),
    Pin(u64),
    PinRoot(u64),
    Unpin(u64),
    Terminate(u64),
    Reap,
    Change(u64, u64),
    Step(u8),
    Commit,
    Reopen,
}

fn deed() -> impl Strategy<Value = Deed> {
    let number = 0u64..70;
    let numbers = || prop::collection::vec(0u64..70, 0..3);
    prop_oneof![
        3 => (0u64..5, 0u8..5, 0u8..4, numbers()).prop_map(|(v, m, p, a)| Deed::Queue(v, m, p, a)),
        5 => (number.clone(), 0u8..5, 0u8..4, numbers()).prop_map(|(t, m, p, a)| Deed::QueueTo(t, m, p, a)),
        3 => number.clone().prop_map(Deed::Pin),
        1 => (0u64..5).prop_map(Deed::PinRoot),
        4 => number.prop_map(Deed::Unpin),
        1 => (0u64..5).prop_map(Deed::Terminate),
        1 => Just(Deed::Reap),
        1 => (0u64..5, 0u64..3).prop_map(|(vat, at)| Deed::Change(vat, at)),
        8 => (1u8..6).prop_map(Deed::Step),
        1 => Just(Deed::Commit),
        1 => Just(Deed::Reopen),
    ]
}

/// Objects from 20 on, promises from 40 on, so that most numbers name something.
fn named(number: u64) -> KernelRef {
    if number < 35 {
        KernelRef::object(number)
    } else {
        KernelRef::promise(number)
    }
}

thread_local! {
    static ACCEPTED: RefCell<[u64; 2]> = const { RefCell::new([0, 0]) };
}

fn tally(refused: bool) {
    ACCEPTED.with_borrow_mut(|tally| tally[usize::from(refused)] += 1);
}

fn execute(kernel: &mut Kernel, deed: &Deed) {
    let methods = ["make", "fail", "wait", "leave", "echo"];
    let policies = [
        ResultPolicy::None,
        ResultPolicy::Ignore,
        ResultPolicy::LogAlways,
        ResultPolicy::LogFailure,
    ];
    let args = |numbers: &[u64]| {
        let krefs = numbers.iter().map(|number| named(*number));
        krefs.fold(Arguments::new(), Arguments::reference)
    };
    let hash = kernel.activity_hash();
    let result = match deed {
        Deed::Queue(vat, method, policy, numbers) => {
            let policy = policies[usize::from(*policy)];
            let method = methods[usize::from(*method)];
            kernel
                .queue_to_root(VatId(*vat), method, &args(numbers), policy)
                .map(drop)
        }
        Deed::QueueTo(target, method, policy, numbers) => {
            let policy = policies[usize::from(*policy)];
            let method = methods[usize::from(*method)];
            kernel
                .queue_to_object(named(*target), method, &args(numbers), policy)
                .map(drop)
        }
        Deed::Pin(number) => kernel.pin(named(*number)),
        Deed::PinRoot(vat) => kernel.pin_vat_root(VatId(*vat)).map(drop),
        Deed::Unpin(number) => kernel.unpin(named(*number)),
        Deed::Terminate(vat) => kernel.terminate_vat(VatId(*vat), "enough"),
        Deed::Reap => kernel.reap_all(),
        Deed::Change(vat, at) => {
            let reap_interval = Some(ReapThreshold::At(*at));
            let change = OptionsChange {
                reap_interval,
                ..OptionsChange::default()
            };
            kernel.change_vat_options(VatId(*vat), change)
        }
        Deed::Step(cranks) => {
            for _ in 0..*cranks {
                step(kernel);
            }
            Ok(())
        }
        Deed::Commit | Deed::Reopen => kernel.commit(),
    };
    tally(result.is_err());
    if let Err(error) = result {
        assert!(
            !matches!(error, KernelError::Stopped | KernelError::Store(_)),
            "{error}"
        );
        assert_eq!(
            kernel.activity_hash(),
            hash,
            "a refusal changes nothing: {error}"
        );
    }
    assert_eq!(kernel.violations().unwrap(), [], "after {deed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_host_breaks_a_kernel(deeds in prop::collection::vec(deed(), 1..60)) {
        // spec C2.1, C2.4
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let mut kernel = host().kernel_in(store, &host().genesis());
        let mut straight = host().kernel();
        for deed in &deeds {
            execute(&mut kernel, deed);
            execute(&mut straight, deed);
            prop_assert_eq!(kernel.activity_hash(), straight.activity_hash());
            if let Deed::Reopen = deed {
                drop(kernel);
                let store = Store::open(&path, Default::default()).unwrap();
                kernel = Kernel::open(store, Box::new(host()), KernelOptions::default()).unwrap();
            }
        }
        run(&mut kernel);
        kernel.shutdown().unwrap();
        let store = Store::open(&path, Default::default()).unwrap();
        let kernel = Kernel::open(store, Box::new(host()), KernelOptions::default()).unwrap();
        prop_assert!(kernel.violations().unwrap().is_empty());
    }
}

#[test]
fn the_random_host_is_refused_often_and_obeyed_often() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let deeds = prop::collection::vec(deed(), 400);
    let deeds = deeds.new_tree(&mut runner).unwrap().current();
    let mut kernel = host().kernel();
    ACCEPTED.with_borrow_mut(|tally| *tally = [0, 0]);
    for deed in &deeds {
        execute(&mut kernel, deed);
    }
    let [obeyed, refused] = ACCEPTED.with_borrow(|tally| *tally);
    assert!(obeyed > 100 && refused > 50, "{obeyed} {refused}");
}
