//! In which order things happen, where no other file of these tests says it (see spec/ordering.md).

use std::cell::Cell;

use crate::creation::{ask, create, host, kernel};
use crate::scripted::*;
use crate::vats::told;
use crankcase_abi::{
    CapData, Computrons, CrankReport, Delivery, Ended, HeapImage, HeapRoot, HostError, ImageId,
    KernelSide, Syscall, VatFault, VatHost, VatSpec, VatWorker,
};
use crankcase_kernel::{
    CleanupBudget, Kernel, KernelError, KernelOptions, PromiseStatus, ReapThreshold, Silent,
    VatStatus,
};
use crankcase_store::Store;

#[test]
fn reaps_are_first_in_first_out_and_each_vat_waits_once() {
    // spec G11, G6, P2.3: all are told of garbage in the order of the texts of their ids, and then reaped in that
    // order; `boot`, which is told twice, once.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            match method(methargs).as_str() {
                "bootstrap" => {
                    let roots = roots(delivery);
                    for (_, root) in roots.iter().filter(|(name, _)| name.starts_with('s')) {
                        send(kernel, root, "take", &["o+5"], None);
                    }
                }
                "retire" => {
                    // Nobody has ever seen `o+6`.
                    resolve(kernel, vec![resolution("p+1", "#[]", &["o+6"])]);
                    retire_exports(kernel, &["o+5"]);
                }
                _ => {}
            }
        }
        Ended::Returned
    }
    fn drops(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { .. } = delivery {
            drop_imports(kernel, &["o-50"]);
        }
        Ended::Returned
    }
    let names = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"];
    let mut scripts: Vec<(&'static str, Script)> = vec![("boot", boot)];
    scripts.extend(names.map(|name| (name, drops as Script)));
    let host = Scripted::new(&scripts);
    let mut genesis = host.genesis();
    genesis.reap.gc_krefs = ReapThreshold::At(1);
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let known = host.seen().len();
    kernel.send_to_root("boot", "retire", &[]).unwrap();
    run(&mut kernel);
    // boot is v1, s1 is v2, …, s9 is v10.
    let order = ["s9", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
    let mut expected = vec![
        "boot:o+0.retire".to_owned(),
        "boot:drop exports o+6".to_owned(),
        "boot:retire exports o+6".to_owned(),
    ];
    expected.extend(order.map(|name| format!("{name}:retire imports o-50")));
    expected.push("boot:reap".to_owned());
    expected.extend(order.map(|name| format!("{name}:reap")));
    assert_eq!(host.since(known), expected);
}

#[test]
fn what_a_crank_says_is_routed_in_the_order_in_which_it_was_said() {
    // spec P2.2, P8.3: messages, news and what waited, all in one queue.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message { methargs, .. } = delivery else {
            return Ended::Returned;
        };
        match method(methargs).as_str() {
            "bootstrap" => {
                send(kernel, &roots(delivery)["a"], "listen", &["p+1"], None);
                send(kernel, "p+1", "waited", &[], None);
            }
            "go" => {
                send(kernel, "o+0", "first", &[], None);
                resolve(kernel, vec![resolution("p+1", "#\"$0\"", &["o+0"])]);
                send(kernel, "o+0", "last", &[], None);
            }
            _ => {}
        }
        Ended::Returned
    }
    fn listens(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            subscribe(kernel, &methargs.slots[0].to_string());
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("a", listens)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let known = host.seen().len();
    kernel.send_to_root("boot", "go", &[]).unwrap();
    run(&mut kernel);
    let expected = [
        "boot:o+0.go",
        "boot:o+0.first",
        "a:notify p-60",
        "boot:o+0.waited",
        "boot:o+0.last",
    ];
    assert_eq!(host.since(known), expected);
}

#[test]
fn of_several_ends_the_worse_one_counts() {
    // spec P8.1: a refused call before a fault, that before a limit, that before an exit.
    thread_local!(static CASE: Cell<(bool, u8)> = const { Cell::new((false, 0)) });
    fn vat(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message {
            result: Some(result),
            ..
        } = delivery
        else {
            return Ended::Returned;
        };
        let (refused, how) = CASE.get();
        let answer = resolution(&result.to_string(), "#1", &[]);
        resolve(kernel, vec![answer]);
        let (failure, info) = (how == 3, CapData::undefined());
        kernel.syscall(Syscall::Exit { failure, info }).unwrap();
        if refused {
            subscribe(kernel, "o+0");
        }
        match how {
            0 => Ended::VatFault(VatFault::MemoryLimit),
            1 => Ended::OutOfMeter,
            _ => Ended::Returned,
        }
    }
    for (refused, how, reason, kept) in [
        (true, 0, "illegal syscall", false),
        (true, 1, "illegal syscall", false),
        (true, 2, "illegal syscall", false),
        (false, 0, "memory limit", false),
        (false, 1, "compute limit", false),
        (false, 2, "exited", true),
        (false, 3, "exited with a failure", false),
    ] {
        CASE.set((refused, how));
        let host = Scripted::new(&[("boot", quiet), ("vat", vat)]);
        let mut kernel = host.kernel();
        let result = kernel.send_to_root("vat", "end", &[]).unwrap();
        run(&mut kernel);
        let VatStatus::Ended(why) = status(&kernel, "vat") else {
            panic!("{reason}")
        };
        assert!(why.starts_with(reason), "{why} is not {reason}");
        let fulfilled = matches!(kernel.promise(result), Some(PromiseStatus::Fulfilled(_)));
        assert_eq!(fulfilled, kept, "{reason}");
    }
}

#[test]
fn a_crank_is_paid_for_before_its_vat_ends() {
    // spec M10, A6, P8.4: first the threshold, then the news of the end.
    let host = host();
    let mut kernel = kernel(&host);
    ask(&mut kernel, "createMeter", &["\"+1000\"", "\"+1000\""]).unwrap();
    let options = "{\"name\":\"child\",\"meterID\":\"m1\",\"vatParameters\":\"too much\"}";
    create(&mut kernel, options).unwrap();
    let told: Vec<_> = told(&host, "vatAdmin")
        .iter()
        .map(|body| body.split('"').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(told, ["meterCrossedThreshold", "vatTerminated"]);
}

/// A host whose vats start, and that fails at the first message.
struct Failing;

struct FailingWorker;

impl VatHost for Failing {
    fn image_id(&self) -> ImageId {
        Scripted::new(&[]).image_id()
    }
    fn base_bytes(&self) -> u64 {
        65_536
    }
    fn create(&self, _: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(FailingWorker))
    }
    fn restore(&self, _: &VatSpec, _: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(FailingWorker))
    }
}

impl VatWorker for FailingWorker {
    fn deliver(
        &mut self,
        delivery: &Delivery,
        _: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError> {
        if let Delivery::Message { .. } = delivery {
            send(kernel, "o+0", "half done", &[], None);
            return Err(HostError("no power".to_owned()));
        }
        Ok(CrankReport {
            ended: Ended::Returned,
            computrons: Computrons(11),
            memory_bytes: 65_536,
        })
    }
    fn heap_root(&mut self) -> Result<HeapRoot, HostError> {
        Ok(HeapRoot([0; 32]))
    }
    fn image(&mut self) -> Result<HeapImage, HostError> {
        Err(HostError("none".to_owned()))
    }
}

#[test]
fn a_kernel_that_failed_half_way_does_nothing_more() {
    // spec P9.1: neither in memory nor in the store is anything of the crank.
    let host = Scripted::new(&[("boot", answers)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let options = KernelOptions::default;
    let mut kernel = Kernel::create(store, Box::new(Failing), &host.genesis(), options()).unwrap();
    assert!(kernel.step(&mut Silent).unwrap().is_some());
    kernel.commit().unwrap();
    let failed = kernel.step(&mut Silent);
    assert!(matches!(failed, Err(KernelError::Host(_))), "{failed:?}");
    let step = kernel.step_with(&mut Silent, CleanupBudget::MOST);
    assert!(matches!(step, Err(KernelError::Stopped)));
    assert!(matches!(kernel.commit(), Err(KernelError::Stopped)));
    let sent = kernel.send_to_root("boot", "m", &[]);
    assert!(matches!(sent, Err(KernelError::Stopped)));
    let forgotten = kernel.unpin(kernel.bootstrap_promise());
    assert!(matches!(forgotten, Err(KernelError::Stopped)));
    drop(kernel);
    // Opened again, it goes on before the crank that failed.
    let store = Store::open(&path, Default::default()).unwrap();
    let mut kernel = Kernel::open(store, Box::new(host.clone()), options()).unwrap();
    run(&mut kernel);
    assert_eq!(host.seen(), ["boot:start", "boot:o+0.bootstrap"]);
}
