//! How vats end, against scripted vats: faults, exits, refused calls, and what is left afterwards.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall, VatFault};
use crankcase_kernel::{KernelError, PromiseStatus, VatStatus};

#[test]
fn a_fault_undoes_the_crank_and_ends_the_vat() {
    // spec P8.1, P8.4, P3.2
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "bootstrap" => {
                let roots = roots(delivery);
                send(kernel, &roots["bad"], "go", &["o+5"], Some("p+1"));
                send(kernel, &roots["bad"], "again", &[], Some("p+2"));
                subscribe(kernel, "p+1");
                subscribe(kernel, "p+2");
            }
            Delivery::Notify { resolutions } => {
                assert!(
                    resolutions
                        .iter()
                        .all(|r| r.rejected && r.data.body.contains("vat terminated"))
                );
            }
            Delivery::Message { methargs, .. } => panic!("undone, yet delivered: {methargs:?}"),
            _ => {}
        }
        Ended::Returned
    }
    fn bad(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message { methargs, .. } = delivery else {
            return Ended::Returned;
        };
        send(kernel, &methargs.slots[0].to_string(), "oops", &[], None);
        Ended::OutOfMeter
    }
    let host = Scripted::new(&[("boot", boot), ("bad", bad)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    // spec P2.3: that nobody can reach o+5 any more is told before the news.
    let expected = [
        "bad:o+0.go",
        "boot:drop exports o+5",
        "boot:retire exports o+5",
        "boot:notify p+1!",
        "boot:notify p+2!",
    ];
    assert_eq!(host.seen()[3..], expected);
    assert_eq!(
        status(&kernel, "bad"),
        VatStatus::Ended("compute limit".to_owned())
    );
    assert_eq!(status(&kernel, "boot"), VatStatus::Running);
    // What it cost survives.
    let bad = kernel
        .vats()
        .into_iter()
        .find(|vat| vat.name == "bad")
        .unwrap();
    assert_eq!((bad.cranks, bad.computrons.0), (2, 11 + 12));
}

#[test]
fn a_vat_that_does_not_start_is_not_started_again() {
    // spec P8.2
    fn bad(_: u64, _: &Delivery, _: &mut dyn KernelSide) -> Ended {
        Ended::VatFault(VatFault::Failed("no buildRootObject".to_owned()))
    }
    let host = Scripted::new(&[("boot", bad)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    assert_eq!(host.seen(), ["boot:start"]);
    assert!(rejection(&kernel).contains("vat terminated"));
}

#[test]
fn exits_end_the_vat_and_failures_undo() {
    // spec P8.1
    fn leaves(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            methargs,
            result: Some(result),
            ..
        } = delivery
        {
            resolve(
                kernel,
                vec![resolution(&result.to_string(), "#\"bye\"", &[])],
            );
            let failure = method(methargs) == "fail";
            let info = CapData::undefined();
            kernel.syscall(Syscall::Exit { failure, info }).unwrap();
            kernel
                .syscall(Syscall::TestLog {
                    line: method(methargs),
                })
                .unwrap();
        }
        Ended::Returned
    }
    for (how, kept) in [("leave", true), ("fail", false)] {
        let host = Scripted::new(&[("boot", quiet), ("vat", leaves)]);
        let mut kernel = host.kernel();
        let result = kernel.send_to_root("vat", how, &[]).unwrap();
        run(&mut kernel);
        match kernel.promise(result).unwrap() {
            PromiseStatus::Fulfilled(data) => assert!(kept && data.body.contains("bye")),
            PromiseStatus::Rejected(data) => assert!(!kept && data.body.contains("vat terminated")),
            PromiseStatus::Unresolved => panic!(),
        }
        assert_eq!(
            kernel.test_log().unwrap(),
            if kept { vec!["leave"] } else { vec![] }
        );
        assert_ne!(status(&kernel, "vat"), VatStatus::Running);
        let gone = kernel.send_to_root("vat", "x", &[]);
        assert!(matches!(gone, Err(KernelError::Ended(_))), "{gone:?}");
    }
}

#[test]
fn an_ended_vat_rejects_what_it_decided_in_text_order() {
    // spec P8.4: p+10 before p+2, exports before imports.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "bootstrap" => {
                send(kernel, &roots(delivery)["vat"], "give", &["o+1"], None);
            }
            Delivery::Message { methargs, .. } => {
                for slot in &methargs.slots {
                    subscribe(kernel, &slot.to_string());
                }
            }
            _ => {}
        }
        Ended::Returned
    }
    fn vat(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "give" => {
                send(
                    kernel,
                    &methargs.slots[0].to_string(),
                    "take",
                    &["p+2", "p+10", "p+1"],
                    None,
                );
                Ended::Returned
            }
            Delivery::Message { .. } => Ended::VatFault(VatFault::MemoryLimit),
            _ => Ended::Returned,
        }
    }
    let host = Scripted::new(&[("boot", boot), ("vat", vat)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.send_to_root("vat", "die", &[]).unwrap();
    run(&mut kernel);
    // p-61, p-62, p-63 are what boot calls p+2, p+10, p+1.
    let told: Vec<_> = host
        .seen()
        .into_iter()
        .filter(|line| line.contains("notify"))
        .collect();
    assert_eq!(
        told,
        [
            "boot:notify p-63!",
            "boot:notify p-62!",
            "boot:notify p-61!"
        ]
    );
}

#[test]
fn calls_that_no_correct_vat_makes_are_refused() {
    // spec P7.1, P7.2, P7.3, P7.4, R5
    let big = || CapData {
        body: String::from("#") + &"x".repeat(10_000_000),
        slots: Vec::new(),
    };
    let data = |body: &str, slot: &str| CapData {
        body: body.to_owned(),
        slots: vec![vref(slot)],
    };
    let none = || CapData::plain("#[\"m\",[]]");
    let send = |target: &str, methargs, result: Option<&str>| Syscall::Send {
        target: vref(target),
        methargs,
        result: result.map(vref),
    };
    let calls = [
        send("o-99", none(), None),
        send("d+1", none(), None),
        send("o+0", data("#[\"m\",[\"$0\"]]", "p-77"), None),
        send("o+0", none(), Some("o+4")),
        send("o+0", none(), Some("p-60")),
        send("p+1", none(), Some("p+1")),
        send("o+0", big(), None),
        send(
            "o+0",
            CapData {
                body: "#[]".to_owned(),
                slots: vec![vref("o+0"); 10_001],
            },
            None,
        ),
        Syscall::Subscribe {
            promise: vref("o+0"),
        },
        Syscall::Subscribe {
            promise: vref("p+5"),
        },
        Syscall::Resolve {
            resolutions: vec![resolution("o+0", "#1", &[])],
        },
        Syscall::Resolve {
            resolutions: vec![resolution("p-99", "#1", &[])],
        },
        Syscall::Resolve {
            resolutions: vec![resolution("p+1", "#1", &[]), resolution("p+1", "#1", &[])],
        },
        Syscall::Resolve {
            resolutions: vec![resolution("p+1", "#\"&0\"", &["p+2"])],
        },
    ];
    for call in calls {
        thread_local!(static CALL: std::cell::RefCell<Option<Syscall>> = const { std::cell::RefCell::new(None) });
        CALL.set(Some(call.clone()));
        fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
            if let Delivery::Message { .. } = delivery {
                let call = CALL.with_borrow(|call| call.clone().unwrap());
                let _ = kernel.syscall(call);
            }
            Ended::Returned
        }
        let host = Scripted::new(&[("boot", boot)]);
        let mut kernel = host.kernel();
        run(&mut kernel);
        match status(&kernel, "boot") {
            VatStatus::Ended(why) => assert!(why.starts_with("illegal syscall: "), "{why}"),
            other => panic!("{call:?} was answered: {other:?}"),
        }
        // spec P7.3: nothing of a refused call, or of its crank, is left.
        assert!(
            kernel
                .dump()
                .unwrap()
                .objects
                .iter()
                .all(|object| object.owner.is_none())
        );
    }
}
