//! What one crank may say, one notify may bring and one rejection may cost: nothing outgrows its record.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall};
use crankcase_kernel::{Kernel, KernelOptions, VatStatus};
use crankcase_store::Store;

/// Waits for a promise and for whatever its data leads to, and checks that no notify is too large.
fn follows(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    match delivery {
        Delivery::Message { methargs, .. } => subscribe(kernel, &methargs.slots[0].to_string()),
        Delivery::Notify { resolutions } => {
            let bytes: usize = resolutions.iter().map(|one| one.data.body.len()).sum();
            assert!(bytes <= 16 << 20, "{bytes}");
            let told: Vec<_> = resolutions.iter().map(|one| one.promise).collect();
            for slot in resolutions.iter().flat_map(|one| &one.data.slots) {
                if !told.contains(slot) {
                    subscribe(kernel, &slot.to_string());
                }
            }
        }
        _ => {}
    }
    Ended::Returned
}

#[test]
fn no_notify_outgrows_its_record() {
    // spec P4.3: a chain of large promises arrives in several deliveries, all of it.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "bootstrap" => {
                send(kernel, &roots(delivery)["other"], "take", &["p+1"], None);
                (0..6).for_each(|_| send(kernel, "o+0", "next", &[], None));
            }
            // Six cranks resolve p+1 to p+6, each with eight million bytes and the next one.
            Delivery::Message { .. } => {
                let number = at - 1;
                let body = format!("#[\"&0\",\"{}\"]", "x".repeat(8_000_000));
                let (promise, next) = (format!("p+{number}"), format!("p+{}", number + 1));
                resolve(kernel, vec![resolution(&promise, &body, &[&next])]);
            }
            _ => {}
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("other", follows)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let told: Vec<_> = host
        .seen()
        .into_iter()
        .filter(|line| line.contains("notify"))
        .collect();
    assert!(told.len() > 1, "{told:?}");
    let promises: usize = told.iter().map(|line| line.split(',').count()).sum();
    assert_eq!(promises, 6, "{told:?}");
}

#[test]
fn a_notify_is_bounded_however_its_promises_hang_together() {
    // spec P4.3: one promise that leads to many large ones.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "bootstrap" => {
                send(kernel, &roots(delivery)["other"], "take", &["p+1"], None);
                (0..7).for_each(|_| send(kernel, "o+0", "next", &[], None));
            }
            Delivery::Message { .. } if at == 2 => {
                let slots = ["p+2", "p+3", "p+4", "p+5", "p+6", "p+7"];
                resolve(
                    kernel,
                    vec![resolution(
                        "p+1",
                        "#[\"&0\",\"&1\",\"&2\",\"&3\",\"&4\",\"&5\"]",
                        &slots,
                    )],
                );
            }
            Delivery::Message { .. } => {
                let body = format!("#\"{}\"", "x".repeat(9_000_000));
                resolve(
                    kernel,
                    vec![resolution(&format!("p+{}", at - 1), &body, &[])],
                );
            }
            _ => {}
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("other", follows)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.commit().unwrap();
    let told: Vec<_> = host
        .seen()
        .into_iter()
        .filter(|line| line.contains("notify"))
        .collect();
    let promises: usize = told.iter().map(|line| line.split(',').count()).sum();
    assert_eq!(promises, 7, "{told:?}");
}

#[test]
fn a_long_reason_is_not_repeated_for_every_message() {
    // spec P3.3
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery
            && method(methargs) == "bootstrap"
        {
            (2..300).for_each(|number| send(kernel, "p+1", "m", &[], Some(&format!("p+{number}"))));
            let mut reason = resolution("p+1", &format!("#\"{}\"", "x".repeat(9_000_000)), &[]);
            reason.rejected = true;
            resolve(kernel, vec![reason]);
            subscribe(kernel, "p+2");
        }
        if let Delivery::Notify { resolutions } = delivery {
            assert!(resolutions[0].rejected);
            assert!(
                resolutions[0].data.body.contains("too long to repeat"),
                "{}",
                resolutions[0].data.body.len()
            );
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.commit().unwrap();
    assert_eq!(host.seen().last().unwrap(), "boot:notify p+2!");
    assert_eq!(status(&kernel, "boot"), VatStatus::Running);
}

#[test]
fn no_crank_routes_more_than_its_share() {
    // spec P2.2, P2.3: six large messages wait for one promise; two are routed in a crank, in order, and before
    // anything else is done, also where the kernel is opened again meanwhile.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message { methargs, .. } = delivery else {
            return Ended::Returned;
        };
        match method(methargs).as_str() {
            "fill" => {
                for number in 0..3 {
                    let methargs = CapData::plain(format!(
                        "#[\"m{}\",[\"{}\"]]",
                        3 * at + number,
                        "x".repeat(9_000_000)
                    ));
                    let target = vref("p+1");
                    let result = None;
                    let call = Syscall::Send {
                        target,
                        methargs,
                        result,
                    };
                    kernel.syscall(call).unwrap();
                }
            }
            "open" => {
                send(kernel, "o+0", "before", &[], None);
                resolve(kernel, vec![resolution("p+1", "#\"$0\"", &["o+0"])]);
                send(kernel, "o+0", "behind", &[], None);
            }
            _ => {}
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let options = KernelOptions::default;
    let mut kernel = host.kernel_in(store, &host.genesis());
    run(&mut kernel);
    for method in ["fill", "fill", "open"] {
        kernel.send_to_root("boot", method, &[]).unwrap();
    }
    // After either filling the third message is routed in a crank of its own.
    let filled: Vec<_> = (0..5)
        .map(|_| step(&mut kernel).unwrap().delivered.is_some())
        .collect();
    assert_eq!(filled, [true, false, true, false, true]);
    // Twice two of the four that are left; then only that there are no more, and what was sent behind them.
    for _ in 0..3 {
        assert_eq!(kernel.dump().unwrap().acceptance_queue.len(), 2);
        kernel.commit().unwrap();
        drop(kernel);
        let store = Store::open(&path, Default::default()).unwrap();
        kernel = Kernel::open(store, Box::new(host.clone()), options()).unwrap();
        let crank = step(&mut kernel).unwrap();
        assert!(crank.delivered.is_none());
    }
    run(&mut kernel);
    let called: Vec<_> = host.seen().iter().rev().take(8).rev().cloned().collect();
    let order = ["before", "m6", "m7", "m8", "m9", "m10", "m11", "behind"];
    assert_eq!(called, order.map(|name| format!("boot:o+0.{name}")));
}

#[test]
fn no_crank_rejects_more_than_its_share() {
    // spec P2.2: a chain of promises, each the result of a message to the one before.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { .. } = delivery {
            match at {
                1 => (1..=12_000).for_each(|number| {
                    let (target, result) = (format!("p+{number}"), format!("p+{}", number + 1));
                    send(kernel, &target, "m", &[], Some(&result));
                }),
                _ => {
                    subscribe(kernel, "p+12001");
                    let mut reason = resolution("p+1", "#\"no\"", &[]);
                    reason.rejected = true;
                    resolve(kernel, vec![reason]);
                }
            }
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.send_to_root("boot", "reject", &[]).unwrap();
    let cranks: Vec<_> = run(&mut kernel)
        .iter()
        .map(|crank| crank.delivered.is_some())
        .collect();
    // Each link takes two items: the messages that wait, and that there are no more.
    assert_eq!(cranks, [true, false, false, true]);
    assert_eq!(host.seen().last().unwrap(), "boot:notify p+12001!");
}

#[test]
fn no_crank_outgrows_its_record() {
    // spec P7.5: many calls, each within its own limit.
    fn floods(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { .. } = delivery {
            let line = "x".repeat(9_000_000);
            for _ in 0..4 {
                let _ = kernel.syscall(Syscall::TestLog { line: line.clone() });
            }
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", floods)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let VatStatus::Ended(why) = status(&kernel, "boot") else {
        panic!()
    };
    assert!(why.contains("bytes of calls in one crank"), "{why}");
    assert!(kernel.test_log().unwrap().is_empty());
}
