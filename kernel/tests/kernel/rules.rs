//! The kernel's rules, each against scripted vats.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall};
use crankcase_kernel::{Kernel, KernelError, KernelOptions, PromiseStatus, VatStatus};
use crankcase_store::Store;
use sha2::{Digest, Sha256};

#[test]
fn vats_start_in_order_and_then_bootstrap_is_called() {
    // spec P1.1: the bootstrap vat first, the others by name, then `bootstrap(vats, devices)`.
    let host = Scripted::new(&[("zoe", quiet), ("boot", answers), ("alice", quiet)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    assert_eq!(
        host.seen(),
        [
            "boot:start",
            "alice:start",
            "zoe:start",
            "boot:o+0.bootstrap"
        ]
    );
    let log = host.log.borrow();
    let Delivery::Message { methargs, .. } = &log[3].1 else {
        panic!()
    };
    let vats = r##"{"alice":"$0.Alleged: vatRoot","boot":"$1.Alleged: vatRoot","zoe":"$2.Alleged: vatRoot"}"##;
    assert_eq!(methargs.body, format!("#[\"bootstrap\",[{vats},{{}}]]"));
    // spec R1, R4: imports are numbered by the vat's own counters, exports keep their names.
    assert_eq!(methargs.slots, [vref("o-50"), vref("o+0"), vref("o-51")]);
    let done = kernel.promise(kernel.bootstrap_promise());
    assert_eq!(
        done,
        Some(PromiseStatus::Fulfilled(CapData::plain("#true")))
    );
}

#[test]
fn the_vats_of_every_application_start_before_the_others() {
    // spec P1.1
    let names = ["alice", "boot", "comms", "timer", "vatAdmin", "vattp"];
    let host = Scripted::new(&names.map(|name| (name, quiet as Script)));
    let mut kernel = host.kernel();
    run(&mut kernel);
    let started: Vec<_> = host.seen().into_iter().take(6).collect();
    let expected = ["boot", "vatAdmin", "comms", "vattp", "timer", "alice"];
    assert_eq!(started, expected.map(|name| format!("{name}:start")));
    let ids: Vec<_> = kernel.vats().into_iter().map(|vat| vat.name).collect();
    assert_eq!(ids, expected);
}

#[test]
fn news_of_a_promise_comes_before_the_messages_that_waited_for_it() {
    // spec P8.3, P2.2, P3.1
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery
            && method(methargs) == "bootstrap"
        {
            let roots = roots(delivery);
            send(kernel, &roots["maker"], "make", &[], Some("p+1"));
            send(kernel, "p+1", "first", &[], Some("p+2"));
            send(kernel, "p+1", "second", &[], Some("p+3"));
            subscribe(kernel, "p+1");
        }
        Ended::Returned
    }
    fn maker(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            methargs,
            result: Some(result),
            ..
        } = delivery
        {
            let body = if method(methargs) == "make" {
                "#\"$0.Alleged: thing\""
            } else {
                "#1"
            };
            let slots: &[&str] = if method(methargs) == "make" {
                &["o+7"]
            } else {
                &[]
            };
            resolve(kernel, vec![resolution(&result.to_string(), body, slots)]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("maker", maker)]);
    run(&mut host.kernel());
    let expected = [
        "maker:o+0.make",
        "boot:notify p+1",
        "maker:o+7.first",
        "maker:o+7.second",
    ];
    assert_eq!(host.seen()[3..], expected);
}

#[test]
fn subscribers_are_told_in_the_text_order_of_their_ids() {
    // spec P8.3: v10 before v2, as in the reference system.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message { methargs, .. } = delivery else {
            return Ended::Returned;
        };
        let roots = roots(delivery);
        assert_eq!(method(methargs), "bootstrap");
        for (name, root) in roots.iter().filter(|(name, _)| name.starts_with('s')) {
            assert!(!name.is_empty());
            send(kernel, root, "watch", &["p+1"], None);
        }
        send(kernel, &roots["t"], "now", &["p+1"], Some("p+2"));
        send(kernel, "o+0", "later", &[], None);
        Ended::Returned
    }
    fn boot_later(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "later" => {
                resolve(kernel, vec![resolution("p+1", "#1", &[])]);
                Ended::Returned
            }
            _ => boot(at, delivery, kernel),
        }
    }
    fn watcher(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            subscribe(kernel, &methargs.slots[0].to_string());
        }
        Ended::Returned
    }
    let names = [
        "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10",
    ];
    let mut scripts: Vec<(&'static str, Script)> = vec![("boot", boot_later), ("t", quiet)];
    scripts.extend(names.map(|name| (name, watcher as Script)));
    let host = Scripted::new(&scripts);
    run(&mut host.kernel());
    let told: Vec<_> = host
        .seen()
        .into_iter()
        .filter(|line| line.contains("notify"))
        .collect();
    // boot is v1, s01 is v2, …, s09 is v10, s10 is v11.
    let order = [
        "s09", "s10", "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08",
    ];
    assert_eq!(told, order.map(|name| format!("{name}:notify p-60")));
}

#[test]
fn resolutions_bring_along_what_they_lead_to_and_are_then_forgotten() {
    // spec P4.2, P4.1, R6
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "bootstrap" => {
                send(kernel, &roots(delivery)["bob"], "get", &[], Some("p+1"));
                subscribe(kernel, "p+1");
            }
            Delivery::Notify { resolutions } => {
                assert_eq!(resolutions.len(), 2);
                assert_eq!(resolutions[0].data.slots, [resolutions[1].promise]);
                // Forgotten: the kernel refuses the name from now on.
                if at == 2 {
                    subscribe(kernel, "p+1");
                }
            }
            _ => {}
        }
        Ended::Returned
    }
    fn bob(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            result: Some(result),
            ..
        } = delivery
        {
            let outer = resolution(&result.to_string(), "#[\"&0\"]", &["p+9"]);
            resolve(kernel, vec![outer, resolution("p+9", "#5", &[])]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("bob", bob)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    assert_eq!(host.seen().last().unwrap(), "boot:notify p+1,p-61");
    let ended = status(&kernel, "boot");
    assert_eq!(
        ended,
        VatStatus::Ended(
            "illegal syscall: subscribe to p+1, which is no promise of this vat".to_owned()
        )
    );
    // spec R6: only the bootstrap's promise, which the host holds, is left.
    assert_eq!(kernel.dump().unwrap().promises.len(), 1);
}

#[test]
fn dead_ends_answer_with_the_references_errors() {
    // spec P3.1
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            result: Some(result),
            ..
        } = delivery
        {
            resolve(
                kernel,
                vec![
                    resolution("p+1", "#[1]", &[]),
                    resolution(&result.to_string(), "#0", &[]),
                ],
            );
            // The c-list forgot p+1 with its resolution, so this is another promise.
            send(kernel, "p+2", "early", &[], Some("p+3"));
            resolve(kernel, vec![resolution("p+2", "#{}", &[])]);
            subscribe(kernel, "p+3");
        }
        if let Delivery::Notify { resolutions } = delivery {
            assert_eq!(
                resolutions[0].data.body,
                r##"#{"#error":"data is not callable, has no method early","name":"Error"}"##
            );
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    run(&mut host.kernel());
    assert_eq!(host.seen().last().unwrap(), "boot:notify p+3!");
}

#[test]
fn blocks_and_reopening_change_no_hash() {
    // spec T4, T5, D3: where blocks end, and whether the kernel was opened again, does not show.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery
            && at < 30
        {
            assert!(!methargs.body.is_empty());
            send(
                kernel,
                "o+0",
                "again",
                &["p+99"],
                Some(&format!("p+{}", at + 1)),
            );
            subscribe(kernel, &format!("p+{}", at + 1));
            kernel
                .syscall(Syscall::TestLog {
                    line: format!("line {at}"),
                })
                .unwrap();
        }
        answers(at, delivery, kernel)
    }
    let host = Scripted::new(&[("boot", boot), ("other", quiet)]);
    let mut straight = host.kernel();
    let cranks = run(&mut straight);
    assert!(cranks.len() > 30);
    let directory = tempfile::tempdir().unwrap();
    for every in [1, 2, 7, 1000] {
        let path = directory.path().join(format!("store-{every}"));
        let store = Store::create(&path, Default::default()).unwrap();
        let open =
            |store| Kernel::open(store, Box::new(host.clone()), KernelOptions::default()).unwrap();
        let mut kernel = Kernel::create(
            store,
            Box::new(host.clone()),
            &host.genesis(),
            KernelOptions::default(),
        )
        .unwrap();
        for crank in &cranks {
            let again = step(&mut kernel).unwrap();
            assert_eq!((again.number, again.hash), (crank.number, crank.hash));
            if (crank.number.0 + 1) % every == 0 {
                kernel.commit().unwrap();
                drop(kernel);
                kernel = open(Store::open(&path, Default::default()).unwrap());
            }
        }
        assert!(step(&mut kernel).is_none());
        assert_eq!(kernel.activity_hash(), straight.activity_hash());
        assert_eq!(kernel.test_log().unwrap(), straight.test_log().unwrap());
        assert_eq!(kernel.statistics(), straight.statistics());
    }
}

#[test]
fn a_kernel_is_made_once_and_opened_by_its_own_image() {
    // spec D1
    let host = Scripted::new(&[("boot", quiet)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let empty = Kernel::open(store, Box::new(host.clone()), KernelOptions::default());
    assert!(matches!(empty, Err(KernelError::NoKernel)));
    drop(empty);
    let open = || Store::open(&path, Default::default()).unwrap();
    let create = || {
        Kernel::create(
            open(),
            Box::new(host.clone()),
            &host.genesis(),
            KernelOptions::default(),
        )
    };
    drop(create().unwrap());
    assert!(matches!(create(), Err(KernelError::NotEmpty)));

    struct Other(Scripted);
    impl crankcase_abi::VatHost for Other {
        fn image_id(&self) -> crankcase_abi::ImageId {
            crankcase_abi::ImageId([8; 32])
        }
        fn base_bytes(&self) -> u64 {
            self.0.base_bytes()
        }
        fn create(
            &self,
            vat: &crankcase_abi::VatSpec,
        ) -> Result<Box<dyn crankcase_abi::VatWorker>, crankcase_abi::HostError> {
            self.0.create(vat)
        }
        fn restore(
            &self,
            vat: &crankcase_abi::VatSpec,
            image: &crankcase_abi::HeapImage,
        ) -> Result<Box<dyn crankcase_abi::VatWorker>, crankcase_abi::HostError> {
            self.0.restore(vat, image)
        }
    }
    let other = Kernel::open(
        open(),
        Box::new(Other(host.clone())),
        KernelOptions::default(),
    );
    assert!(matches!(other, Err(KernelError::OtherImage { .. })));
}

#[test]
fn what_enters_from_outside_outlives_an_undone_crank() {
    // spec P1.2
    fn boot(_: u64, delivery: &Delivery, _: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "die" => Ended::OutOfMeter,
            _ => Ended::Returned,
        }
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let before = kernel.activity_hash();
    let first = kernel.send_to_root("boot", "die", &[]).unwrap();
    assert_ne!(
        kernel.activity_hash(),
        before,
        "what entered is chained at once"
    );
    let second = kernel
        .send_to_root("boot", "hello", &["1".to_owned()])
        .unwrap();
    run(&mut kernel);
    for promise in [first, second] {
        let Some(PromiseStatus::Rejected(reason)) = kernel.promise(promise) else {
            panic!("{promise}")
        };
        assert!(reason.body.contains("vat terminated"));
    }
}

#[test]
fn the_transcript_is_every_delivery_chained() {
    // spec T2, T3, R3
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { .. } = delivery
            && at < 4
        {
            send(
                kernel,
                "o+0",
                "again",
                &["o+0", "p+7", "o+9"],
                Some(&format!("p+{}", at + 20)),
            );
        }
        if at == 4 {
            Ended::OutOfMeter
        } else {
            Ended::Returned
        }
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.commit().unwrap();
    let vat = kernel.vats()[0].id;
    let entries = kernel.transcript(vat).unwrap();
    let ends: Vec<_> = entries
        .iter()
        .map(|entry| (entry.syscalls.len(), entry.ended.clone()))
        .collect();
    let returned = |calls| (calls, Ended::Returned);
    assert_eq!(
        ends,
        [
            returned(0),
            returned(1),
            returned(1),
            returned(1),
            (0, Ended::OutOfMeter)
        ]
    );
    let mut chain = [0; 32];
    for entry in &entries {
        let mut hash = Sha256::new();
        hash.update(b"crankcase transcript 1\n");
        hash.update(chain);
        hash.update(crankcase_abi::codec::encode(entry));
        chain = hash.finalize().into();
    }
    let dump = kernel.dump().unwrap();
    assert_eq!(dump.vats[0].transcript_hash, hex::encode(chain));
    // The vat has ended, so its c-list is gone; a running one names each thing once on either side.
    assert!(dump.vats[0].clist.is_empty());
    let host = Scripted::new(&[("boot", quiet), ("other", answers)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    for vat in kernel.dump().unwrap().vats {
        let mut vrefs: Vec<_> = vat.clist.iter().map(|entry| &entry.vref).collect();
        let count = vrefs.len();
        vrefs.sort();
        vrefs.dedup();
        assert!(count > 0 && vrefs.len() == count);
    }
}
