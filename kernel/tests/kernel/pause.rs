//! Vats whose meter runs out: they end, or they are paused, with their delivery undone, until a refill.

use std::num::NonZeroU64;

use crate::scripted::*;
use crate::vats::bundle;
use crankcase_abi::{BundleId, CapData, Delivery, Ended, KernelSide, Syscall, SyscallResult};
use crankcase_kernel::{
    Genesis, Kernel, KernelError, KernelOptions, MeterId, TranscriptEntry, VatId, VatStatus,
    bundle_id_text, replay,
};
use crankcase_store::Store;
use proptest::prelude::*;

/// Gives the vat-admin vat its device.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery
        && method(methargs) == "bootstrap"
    {
        let admin = roots(delivery)["vatAdmin"].clone();
        send(kernel, &admin, "serve", &["d-70"], None);
    }
    Ended::Returned
}

/// The vat-admin vat: makes what it is told to, pokes what it made, and keeps what it is given.
fn admin(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message { methargs, .. } = delivery else {
        return Ended::Returned;
    };
    let argument = methargs.body.split('"').nth(3).unwrap_or_default();
    match method(methargs).as_str() {
        "make" => {
            let code = bundle_id_text(BundleId::of(&bundle("code.js")));
            let when_out = argument.to_owned();
            let options = format!(
                "{{\"name\":\"child\",\"meterID\":\"m1\",\"whenMeterRunsOut\":\"{when_out}\"}}"
            );
            let args = CapData::plain(format!("#[\"{code}\",{options}]"));
            let (device, method) = (vref("d-70"), "createByBundleID".to_owned());
            let call = Syscall::CallNow {
                device,
                method,
                args,
            };
            match kernel.syscall(call) {
                Ok(SyscallResult::Called { failed: false, .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        "poke" => {
            let result = format!("p+{at}");
            let object = format!("o+{at}");
            send(kernel, argument, "work", &[&object], Some(&result));
            subscribe(kernel, &result);
        }
        "lose" => {
            drop_imports(kernel, &[argument]);
            retire_imports(kernel, &[argument]);
        }
        _ => {}
    }
    Ended::Returned
}

/// A paid vat: says what it gets, gives away an object with its first answer, and calls back with the others.
fn child(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let line = format!("{at}");
    if let Delivery::Message {
        methargs, result, ..
    } = delivery
    {
        kernel.syscall(Syscall::TestLog { line }).unwrap();
        let (key, value) = (format!("{at}"), "v".to_owned());
        kernel.syscall(Syscall::VatstoreSet { key, value }).unwrap();
        let back = methargs.slots[0].to_string();
        send(kernel, &back, "back", &["o+0"], Some(&format!("p+{at}")));
        let mut answer = resolution(&result.unwrap().to_string(), "#\"$0\"", &["o+9"]);
        if at > 1 {
            answer.data = CapData::undefined();
        }
        resolve(kernel, vec![answer]);
    }
    Ended::Returned
}

pub fn host() -> Scripted {
    Scripted::new(&[("boot", boot), ("vatAdmin", admin), ("child", child)])
}

pub fn application(host: &Scripted) -> Genesis {
    let mut genesis = host.genesis();
    genesis.vats.remove("child");
    genesis.devices = ["vatAdmin".to_owned()].into();
    genesis.bundles = [("code".to_owned(), bundle("code.js").into())].into();
    genesis
}

pub const METER: MeterId = MeterId(1);

/// A kernel with a meter that holds so much, and with so many vats that share it.
fn paid(host: &Scripted, left: u128, when_out: &str, vats: usize) -> Kernel {
    let mut kernel = host.kernel_of(&application(host));
    run(&mut kernel);
    assert_eq!(kernel.create_meter(Some(left), 10).unwrap(), METER);
    for _ in 0..vats {
        order(&mut kernel, "make", when_out);
        run(&mut kernel);
    }
    kernel
}

pub fn order(kernel: &mut Kernel, method: &str, argument: &str) {
    let argument = format!("\"{argument}\"");
    let result = kernel.send_to_root("vatAdmin", method, &[argument]);
    kernel.unpin(result.unwrap()).unwrap();
}

fn left(kernel: &Kernel) -> u128 {
    kernel.meters()[0].remaining.unwrap()
}

/// What a vat has received, without the numbers of the cranks.
fn transcript(kernel: &mut Kernel, vat: VatId) -> Vec<TranscriptEntry> {
    kernel.commit().unwrap();
    let mut entries = kernel.transcript(vat).unwrap();
    entries.iter_mut().for_each(|entry| entry.crank.0 = 0);
    entries
}

pub const CHILD: VatId = VatId(3);

#[test]
fn a_vat_without_computrons_waits_for_a_refill() {
    // spec M9, M10, M12, M13: the start costs 11, the first message 12, the second 13.
    let host = host();
    let mut kernel = paid(&host, 11 + 12 + 5, "pause", 1);
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    assert_eq!(left(&kernel), 5);
    let heap = kernel.heap_root(CHILD).unwrap();
    let before = transcript(&mut kernel, CHILD);
    let costs = kernel.statistics().computrons.0;
    let log = kernel.test_log().unwrap();
    let stored = kernel.dump().unwrap().vats[2].vatstore.clone();

    order(&mut kernel, "poke", "o-50");
    let cranks = run(&mut kernel);
    assert_eq!(status(&kernel, "child"), VatStatus::Paused);
    let paused = cranks.iter().find(|crank| crank.paused).unwrap();
    let delivery = paused.delivered.unwrap();
    assert_eq!((delivery.vat, delivery.computrons.0), (CHILD, 5));
    assert_eq!((delivery.grown_bytes, &paused.ended), (0, &None));
    // It has cost what was left, and nothing else has happened.
    assert_eq!(left(&kernel), 0);
    assert!(kernel.statistics().computrons.0 >= costs + 5);
    assert_eq!(kernel.heap_root(CHILD).unwrap(), heap);
    assert_eq!(transcript(&mut kernel, CHILD), before);
    assert_eq!(kernel.test_log().unwrap(), log);
    assert_eq!(kernel.dump().unwrap().vats[2].vatstore, stored);
    assert_eq!(kernel.dump().unwrap().held.len(), 1);

    // What comes meanwhile waits behind it, and runs nothing.
    let known = host.seen().len();
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    assert_eq!(kernel.dump().unwrap().held.len(), 2);
    assert!(
        host.since(known)
            .iter()
            .all(|line| line.starts_with("vatAdmin:"))
    );
    // Too little: it tries, and waits again.
    kernel.refill(METER, 1).unwrap();
    assert_eq!(status(&kernel, "child"), VatStatus::Running);
    let cranks = run(&mut kernel);
    assert_eq!(cranks.iter().filter(|crank| crank.paused).count(), 1);
    assert_eq!((left(&kernel), kernel.dump().unwrap().held.len()), (0, 2));

    // Enough for the first: the second waits, with the meter empty and without being tried.
    kernel.refill(METER, 13).unwrap();
    let known = host.seen().len();
    run(&mut kernel);
    let children = |known| {
        let lines = host.since(known).into_iter();
        lines
            .filter(|line| line.starts_with("child:"))
            .collect::<Vec<_>>()
    };
    assert_eq!(children(known), ["child:o+0.work"]);
    assert_eq!(status(&kernel, "child"), VatStatus::Paused);
    kernel.refill(METER, 1000).unwrap();
    run(&mut kernel);
    assert_eq!(left(&kernel), 1000 - 14);
    let (held, resumed) = (kernel.dump().unwrap().held, kernel.dump().unwrap().resumed);
    assert!(held.is_empty() && resumed.is_empty());

    // As if it had never run out.
    let plenty = self::host();
    let mut other = paid(&plenty, 1_000_000, "pause", 1);
    for _ in 0..3 {
        order(&mut other, "poke", "o-50");
        run(&mut other);
    }
    assert_eq!(kernel.test_log().unwrap(), other.test_log().unwrap());
    assert_eq!(
        transcript(&mut kernel, CHILD),
        transcript(&mut other, CHILD)
    );
    let heap = kernel.heap_root(CHILD).unwrap();
    assert_eq!(heap, other.heap_root(CHILD).unwrap());
}

#[test]
fn what_is_held_comes_before_everything_else() {
    // spec M13, P2.3
    let host = host();
    let mut kernel = paid(&host, 11 + 5, "pause", 1);
    order(&mut kernel, "poke", "o-50");
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    assert_eq!(kernel.dump().unwrap().held.len(), 2);
    let known = host.seen().len();
    order(&mut kernel, "other", "");
    kernel.refill(METER, 1000).unwrap();
    run(&mut kernel);
    let expected = ["child:o+0.work", "child:o+0.work", "vatAdmin:o+0.other"];
    assert_eq!(host.since(known)[..3], expected);
}

#[test]
fn garbage_reaches_a_paused_vat() {
    // spec M9, M12: it is told, is paid by nobody for that, and goes on afterwards as it would have.
    let host = host();
    let mut kernel = paid(&host, 11 + 12 + 5, "pause", 1);
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    assert_eq!(status(&kernel, "child"), VatStatus::Paused);
    let known = host.seen().len();
    // The object that came with the first answer.
    order(&mut kernel, "lose", "o-51");
    run(&mut kernel);
    let told = host.since(known);
    let expected = ["child:drop exports o+9", "child:retire exports o+9"];
    assert_eq!(told[told.len() - 2..], expected);
    let heap = kernel.heap_root(CHILD).unwrap();
    assert_eq!(
        (left(&kernel), status(&kernel, "child")),
        (0, VatStatus::Paused)
    );
    kernel.refill(METER, 3).unwrap();
    run(&mut kernel);
    assert_eq!(kernel.heap_root(CHILD).unwrap(), heap);
    kernel.refill(METER, 100).unwrap();
    run(&mut kernel);
    assert_eq!(status(&kernel, "child"), VatStatus::Running);
}

#[test]
fn vats_may_share_a_meter() {
    // spec M8, M13: both wait, and both go on, in the order of their ids.
    let host = host();
    let mut kernel = paid(&host, 11 + 11 + 5, "pause", 2);
    for root in ["o-51", "o-50", "o-51"] {
        order(&mut kernel, "poke", root);
    }
    run(&mut kernel);
    let held: Vec<_> = kernel
        .dump()
        .unwrap()
        .held
        .into_iter()
        .map(|held| held.vat)
        .collect();
    assert_eq!(held, ["v3", "v4", "v4"]);
    assert_eq!(kernel.meters()[0].vats, [VatId(3), VatId(4)]);
    kernel.refill(METER, 12 + 12 + 13).unwrap();
    assert_eq!(kernel.dump().unwrap().resumed, ["v3", "v4"]);
    run(&mut kernel);
    assert_eq!((left(&kernel), kernel.dump().unwrap().held.len()), (0, 0));
    // They wait again as soon as something comes.
    let known = host.seen().len();
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    assert!(!host.since(known).contains(&"child:o+0.work".to_owned()));
    let nobody = kernel.refill(MeterId(2), 1);
    assert!(matches!(nobody, Err(KernelError::NoSuchMeter(_))));
}

#[test]
fn an_end_lets_go_of_what_is_held() {
    // spec A11, M13
    let host = host();
    let mut kernel = paid(&host, 11 + 5, "pause", 1);
    order(&mut kernel, "poke", "o-50");
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    kernel.terminate_vat(CHILD, "enough").unwrap();
    assert_eq!(kernel.violations().unwrap(), []);
    let known = host.seen().len();
    run(&mut kernel);
    let news = host.since(known);
    let rejected = news
        .iter()
        .filter(|line| line.contains("notify") && line.contains('!'));
    assert_eq!(rejected.count(), 2, "{news:?}");
    assert!(kernel.dump().unwrap().held.is_empty());
    // spec A15: nothing of it is left, but what it was.
    assert_eq!(kernel.vats().len(), 2);
    let gone = kernel.gone().unwrap();
    assert_eq!((gone.len(), gone[0].id), (1, CHILD));
    assert_eq!(gone[0].status, VatStatus::Ended("enough".to_owned()));
    kernel.commit().unwrap();
    assert_eq!(kernel.gone().unwrap().len(), 1);
    kernel.refill(METER, 1).unwrap();
    assert!(run(&mut kernel).is_empty());
}

#[test]
fn other_vats_end_when_their_meter_runs_out() {
    // spec M11, M10: after the news about the meter; also in its start, and one that could be paused, too.
    for (left, when_out, calls) in [
        (11 + 12 + 5, "terminate", 2),
        (5, "terminate", 0),
        (5, "pause", 0),
    ] {
        let host = host();
        let mut kernel = paid(&host, left, when_out, 1);
        for _ in 0..calls {
            order(&mut kernel, "poke", "o-50");
        }
        run(&mut kernel);
        let gone = kernel.gone().unwrap();
        let ended = VatStatus::Ended("meter underflow, vat terminated".to_owned());
        assert_eq!(gone[0].status, ended);
        assert_eq!(kernel.meters()[0].remaining, Some(0));
        let told: Vec<_> = host
            .seen()
            .into_iter()
            .filter(|line| line.contains("vatTerminated") || line.contains("meterCrossed"))
            .collect();
        let mut expected = vec!["vatAdmin:o+0.vatTerminated"];
        if calls > 0 {
            expected.insert(0, "vatAdmin:o+0.meterCrossedThreshold");
        }
        assert_eq!(told, expected);
    }
}

#[test]
fn a_delivery_that_ended_at_its_budget_is_done_again_with_it() {
    // spec M14, A15: also that of a vat of which nothing else is left.
    let host = host();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let mut kernel = host.kernel_in(store, &application(&host));
    run(&mut kernel);
    kernel.create_meter(Some(11 + 5), 0).unwrap();
    order(&mut kernel, "make", "terminate");
    run(&mut kernel);
    order(&mut kernel, "poke", "o-50");
    run(&mut kernel);
    kernel.commit().unwrap();
    assert_eq!(kernel.gone().unwrap().len(), 1);
    drop(kernel);
    let store = Store::open(&path, Default::default()).unwrap();
    let known = host.budgets.borrow().len();
    let replayed = replay(&store, &host, Some("child"), |_| {}).unwrap();
    assert_eq!((replayed[0].vat, replayed[0].deliveries), (CHILD, 2));
    let budgets = host.budgets.borrow();
    assert_eq!(budgets.last().unwrap().0, 5);
    assert_eq!(budgets.len() - known, 2);
}

/// What hosts do to metered vats.
#[derive(Clone, Copy, Debug)]
enum Act {
    Poke(bool),
    Refill(u128),
    Step(u8),
    End,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any::<bool>().prop_map(Act::Poke),
        3 => (0u128..60).prop_map(Act::Refill),
        4 => (1u8..5).prop_map(Act::Step),
        1 => Just(Act::End),
    ]
}

fn perform(kernel: &mut Kernel, act: Act, mut then: impl FnMut(&mut Kernel)) {
    match act {
        Act::Poke(first) => order(kernel, "poke", if first { "o-50" } else { "o-51" }),
        Act::Refill(amount) => kernel.refill(METER, amount).unwrap(),
        Act::End => _ = kernel.terminate_vat(CHILD, "end"),
        Act::Step(cranks) => {
            for _ in 0..cranks {
                step(kernel);
                then(kernel);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pauses_are_the_same_however_vats_come_back(
        acts in prop::collection::vec(act(), 0..40),
        left in 22u128..200,
        pauses in prop::collection::vec(any::<bool>(), 1..9),
    ) {
        // spec M12, M13, D3: straight, restored at every crank, and opened again at any crank.
        let straight = {
            let host = host();
            let mut kernel = paid(&host, left, "pause", 2);
            acts.iter().for_each(|act| perform(&mut kernel, *act, |_| {}));
            run(&mut kernel);
            (kernel.activity_hash(), kernel.test_log().unwrap(), format!("{:?}", kernel.dump().unwrap()))
        };
        let restored = {
            let host = host();
            let options = KernelOptions { reload_every: NonZeroU64::new(1), ..Default::default() };
            let mut kernel = Kernel::create(Store::memory(), Box::new(host.clone()), &application(&host), options).unwrap();
            run(&mut kernel);
            kernel.create_meter(Some(left), 10).unwrap();
            for _ in 0..2 {
                order(&mut kernel, "make", "pause");
                run(&mut kernel);
            }
            acts.iter().for_each(|act| perform(&mut kernel, *act, |_| {}));
            run(&mut kernel);
            (kernel.activity_hash(), kernel.test_log().unwrap(), format!("{:?}", kernel.dump().unwrap()))
        };
        prop_assert_eq!(&restored, &straight);
        let host = host();
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let store = Store::create(&path, Default::default()).unwrap();
        let mut kernel = host.kernel_in(store, &application(&host));
        run(&mut kernel);
        kernel.create_meter(Some(left), 10).unwrap();
        for _ in 0..2 {
            order(&mut kernel, "make", "pause");
            run(&mut kernel);
        }
        let mut cranks = 0;
        let mut reopen = |kernel: &mut Kernel| {
            cranks += 1;
            if pauses[cranks % pauses.len()] {
                kernel.commit().unwrap();
                let nothing = host.kernel();
                drop(std::mem::replace(kernel, nothing));
                let store = Store::open(&path, Default::default()).unwrap();
                *kernel = Kernel::open(store, Box::new(host.clone()), KernelOptions::default()).unwrap();
            }
        };
        acts.iter().for_each(|act| perform(&mut kernel, *act, &mut reopen));
        run(&mut kernel);
        kernel.commit().unwrap();
        let opened = (kernel.activity_hash(), kernel.test_log().unwrap(), format!("{:?}", kernel.dump().unwrap()));
        prop_assert_eq!(&opened, &straight);
        drop(kernel);
        let store = Store::open(&path, Default::default()).unwrap();
        let replayed = replay(&store, &host, None, |_| ()).map(drop);
        prop_assert!(replayed.is_ok(), "{:?}", replayed);
    }
}
