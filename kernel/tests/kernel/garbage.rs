//! What nobody reaches any more, and who hears of it: the kernel's half of garbage collection.

use crate::scripted::*;
use crankcase_abi::{Delivery, Ended, KernelSide, Syscall, VatRef};
use crankcase_kernel::{DumpObject, Kernel, ReapThreshold, VatStatus};

/// Does with its imports what the method says: `drop`, `retire`, `watch`, or to use the first import.
fn holder(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        match method(methargs).as_str() {
            "drop" => drop_imports(kernel, &["o-50"]),
            "retire" => retire_imports(kernel, &["o-50"]),
            "lose" => {
                drop_imports(kernel, &["o-50"]);
                retire_imports(kernel, &["o-50"]);
            }
            "use" => {
                send(kernel, "o-50", "hello", &[], Some("p+9"));
                subscribe(kernel, "p+9");
            }
            _ => {}
        }
    }
    Ended::Returned
}

/// Gives `o+5` to all others at the bootstrap, and later does what the method says.
fn maker(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        match method(methargs).as_str() {
            "bootstrap" => {
                for (name, root) in roots(delivery) {
                    if name != "boot" {
                        send(kernel, &root, "take", &["o+5"], None);
                    }
                }
            }
            // The first of the others is o-50.
            "give" => send(kernel, "o-50", "take", &["o+5"], None),
            "retire" => retire_exports(kernel, &["o+5"]),
            "abandon" => abandon_exports(kernel, &["o+5"]),
            _ => {}
        }
    }
    Ended::Returned
}

/// A kernel in which `boot` has given `o+5` to `a` and `b`; everything so far has been delivered.
fn given() -> (Scripted, Kernel) {
    let host = Scripted::new(&[("boot", maker), ("a", holder), ("b", holder)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    (host, kernel)
}

/// Sends a message to a root, runs, and gives the deliveries after that of the message itself.
fn after(host: &Scripted, kernel: &mut Kernel, vat: &str, method: &str) -> Vec<String> {
    let known = host.seen().len();
    kernel.send_to_root(vat, method, &[]).unwrap();
    run(kernel);
    host.since(known + 1)
}

/// The object that `boot` calls `o+5`: roots are `ko20` to `ko22`.
fn object(kernel: &Kernel) -> Option<DumpObject> {
    let objects = kernel.dump().unwrap().objects;
    objects.into_iter().find(|object| object.kref == "ko23")
}

fn counts(kernel: &Kernel) -> (u64, u64) {
    let object = object(kernel).unwrap();
    (object.reachable, object.recognizable)
}

fn flag(kernel: &Kernel, vat: &str) -> Option<bool> {
    let vats = kernel.dump().unwrap().vats;
    let vat = vats.into_iter().find(|one| one.name == vat).unwrap();
    let entry = vat.clist.into_iter().find(|entry| entry.kref == "ko23");
    entry.map(|entry| entry.reachable)
}

#[test]
fn an_owner_hears_when_nobody_reaches_and_when_nobody_recognizes() {
    // spec G1, G2, G3, G5, G7, R7
    let (host, mut kernel) = given();
    assert_eq!(counts(&kernel), (2, 2));
    assert!(after(&host, &mut kernel, "a", "drop").is_empty());
    assert_eq!((counts(&kernel), flag(&kernel, "a")), ((1, 2), Some(false)));
    // Dropping again changes nothing.
    assert!(after(&host, &mut kernel, "a", "drop").is_empty());
    assert_eq!(
        after(&host, &mut kernel, "b", "lose"),
        ["boot:drop exports o+5"]
    );
    assert_eq!(
        (counts(&kernel), flag(&kernel, "boot")),
        ((0, 1), Some(false))
    );
    assert_eq!(
        after(&host, &mut kernel, "a", "retire"),
        ["boot:retire exports o+5"]
    );
    assert!(object(&kernel).is_none() && flag(&kernel, "boot").is_none());
}

#[test]
fn both_are_told_in_two_cranks_where_both_are_true() {
    // spec G6
    let (host, mut kernel) = given();
    after(&host, &mut kernel, "a", "lose");
    let told = after(&host, &mut kernel, "b", "lose");
    assert_eq!(told, ["boot:drop exports o+5", "boot:retire exports o+5"]);
}

#[test]
fn what_is_mentioned_again_is_reachable_again() {
    // spec G2: an import that a delivery mentions, and an export that its vat mentions.
    let (host, mut kernel) = given();
    after(&host, &mut kernel, "a", "drop");
    after(&host, &mut kernel, "b", "drop");
    assert_eq!(
        (counts(&kernel), flag(&kernel, "boot")),
        ((0, 2), Some(false))
    );
    assert_eq!(after(&host, &mut kernel, "boot", "give"), ["a:o+0.take"]);
    assert_eq!(counts(&kernel), (1, 2));
    assert_eq!(
        (flag(&kernel, "boot"), flag(&kernel, "a")),
        (Some(true), Some(true))
    );
    // Under the name it had before.
    let log = host.log.borrow();
    let Delivery::Message { methargs, .. } = &log.last().unwrap().1 else {
        panic!()
    };
    assert_eq!(methargs.slots, [vref("o-50")]);
}

#[test]
fn whoever_recognizes_a_retired_export_hears_of_it() {
    // spec G8
    let (host, mut kernel) = given();
    after(&host, &mut kernel, "a", "drop");
    after(&host, &mut kernel, "b", "drop");
    let told = after(&host, &mut kernel, "boot", "retire");
    assert_eq!(told, ["a:retire imports o-50", "b:retire imports o-50"]);
    assert!(object(&kernel).is_none());
    assert!(flag(&kernel, "a").is_none() && flag(&kernel, "b").is_none());
    // The name is never given again (spec R9).
    assert!(after(&host, &mut kernel, "boot", "give").is_empty());
    let ended = "illegal syscall: mention of o+5, which is gone".to_owned();
    assert_eq!(status(&kernel, "boot"), VatStatus::Ended(ended));
}

#[test]
fn an_abandoned_object_answers_as_if_its_vat_had_ended() {
    // spec G4, G8
    let (host, mut kernel) = given();
    assert!(after(&host, &mut kernel, "boot", "abandon").is_empty());
    assert_eq!(object(&kernel).unwrap().owner, None);
    assert_eq!(after(&host, &mut kernel, "a", "use"), ["a:notify p+9!"]);
    assert!(after(&host, &mut kernel, "a", "drop").is_empty());
    // Nobody is left to drop it: it is retired as soon as nobody reaches it.
    let told = after(&host, &mut kernel, "b", "drop");
    assert_eq!(told, ["a:retire imports o-50", "b:retire imports o-50"]);
    assert!(object(&kernel).is_none());
}

#[test]
fn the_end_of_a_vat_gives_up_what_it_had() {
    // spec G9
    fn dies(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "die" => Ended::OutOfMeter,
            _ if at == 0 => {
                let (key, value) = ("k".to_owned(), "v".to_owned());
                kernel.syscall(Syscall::VatstoreSet { key, value }).unwrap();
                Ended::Returned
            }
            _ => maker(at, delivery, kernel),
        }
    }
    // An importer.
    let host = Scripted::new(&[("boot", maker), ("a", dies)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    assert_eq!(kernel.dump().unwrap().vats[1].vatstore.len(), 1);
    let told = after(&host, &mut kernel, "a", "die");
    // It was told of the import, but that is the message's and its own.
    assert_eq!(told, ["boot:drop exports o+5", "boot:retire exports o+5"]);
    assert!(kernel.dump().unwrap().vats[1].vatstore.is_empty());
    // The exporter.
    let host = Scripted::new(&[("boot", dies_as_maker), ("a", holder), ("b", holder)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    after(&host, &mut kernel, "a", "drop");
    assert!(after(&host, &mut kernel, "boot", "die").is_empty());
    assert_eq!(object(&kernel).unwrap().owner, None);
    let told = after(&host, &mut kernel, "b", "drop");
    assert_eq!(told, ["a:retire imports o-50", "b:retire imports o-50"]);
    fn dies_as_maker(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "die" => Ended::OutOfMeter,
            _ => maker(at, delivery, kernel),
        }
    }
    assert!(object(&kernel).is_none());
}

#[test]
fn queues_and_data_hold_on_to_objects() {
    // spec G1: neither a waiting message nor the data of a promise lets go of an object.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            match method(methargs).as_str() {
                "bootstrap" => send(kernel, "p+1", "wait", &["o+5"], None),
                "resolve" => resolve(kernel, vec![resolution("p+1", "#\"$0\"", &["o+6"])]),
                _ => {}
            }
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let waiting = &kernel.dump().unwrap().objects[1];
    assert_eq!((waiting.reachable, waiting.recognizable), (1, 1));
    let told = after(&host, &mut kernel, "boot", "resolve");
    // The kernel drops the promise once the message is under way, and both objects with it.
    assert_eq!(
        told,
        [
            "boot:o+6.wait",
            "boot:drop exports o+5,o+6",
            "boot:retire exports o+5,o+6"
        ]
    );
    assert_eq!(kernel.dump().unwrap().objects.len(), 1);
}

#[test]
fn garbage_comes_first_and_in_the_order_of_texts() {
    // spec P2.3, G6: v10 before v2, ko100 before ko99, drops before retirements.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery
            && method(methargs) == "bootstrap"
        {
            for (name, root) in roots(delivery) {
                if name != "boot" {
                    send(kernel, &root, "make", &["o+0"], None);
                }
            }
            send(kernel, "o+0", "later", &[], None);
        }
        Ended::Returned
    }
    /// Exports ten objects and loses them in the same crank.
    fn loser(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            assert_eq!(method(methargs), "make");
            let names: Vec<_> = (1..=95).map(|number| format!("o+{number}")).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            resolve(kernel, vec![resolution("p+1", "#[]", &names)]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("a", loser)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let seen = host.seen();
    let made = seen.iter().position(|line| line == "a:o+0.make").unwrap();
    // The roots are ko20 and ko21, o+1 is ko22, so o+78 is ko99 and o+79 is ko100.
    assert!(seen[made + 1].starts_with("a:drop exports o+79,o+80,o+81"));
    assert!(seen[made + 1].ends_with(",o+77,o+78"), "{}", seen[made + 1]);
    assert!(seen[made + 2].starts_with("a:retire exports o+79,"));
    // spec P2.3, G10: so many references were taken back that the vat is reaped, before any message.
    assert_eq!(seen[made + 3..], ["a:reap", "boot:o+0.later"]);
}

#[test]
fn vats_are_told_in_the_order_of_their_texts() {
    // spec G6
    let names = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"];
    let mut scripts: Vec<(&'static str, Script)> = vec![("boot", maker)];
    scripts.extend(names.map(|name| (name, holder as Script)));
    let host = Scripted::new(&scripts);
    let mut kernel = host.kernel();
    run(&mut kernel);
    for name in names {
        after(&host, &mut kernel, name, "drop");
    }
    // boot is v1, s1 is v2, …, s9 is v10.
    let told = after(&host, &mut kernel, "boot", "retire");
    let order = ["s9", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
    assert_eq!(
        told,
        order.map(|name| format!("{name}:retire imports o-50"))
    );
}

#[test]
fn what_became_untrue_is_not_told() {
    // spec G6, G7: the owner retires by itself what it is told nobody reaches.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::DropExports { objects } = delivery {
            let objects: Vec<VatRef> = objects.clone();
            kernel.syscall(Syscall::RetireExports { objects }).unwrap();
        }
        maker(at, delivery, kernel)
    }
    let host = Scripted::new(&[("boot", boot), ("a", holder)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let known = host.seen().len();
    kernel.send_to_root("a", "lose", &[]).unwrap();
    let cranks = run(&mut kernel);
    assert_eq!(host.since(known), ["a:o+0.lose", "boot:drop exports o+5"]);
    // The retirement that was due is consumed, in a crank of its own.
    let reached: Vec<_> = cranks
        .iter()
        .map(|crank| crank.delivered.is_some())
        .collect();
    assert_eq!(reached, [true, true, false]);
    assert!(kernel.dump().unwrap().gc_actions.is_empty());
}

#[test]
fn no_delivery_about_garbage_makes_anything_reachable() {
    // spec G12: otherwise one vat could keep the kernel from everything else.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::DropExports { .. } = delivery {
            send(kernel, "o+0", "again", &["o+5"], None);
        }
        maker(at, delivery, kernel)
    }
    let host = Scripted::new(&[("boot", boot), ("a", holder)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    after(&host, &mut kernel, "a", "lose");
    let VatStatus::Ended(why) = status(&kernel, "boot") else {
        panic!()
    };
    assert!(why.contains("about garbage"), "{why}");
}

#[test]
fn one_delivery_tells_about_ten_thousand_at_most() {
    // spec G6
    fn boot(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if at == 0 {
            for half in [0, 1] {
                let first = 1 + 6000 * half;
                let names: Vec<_> = (first..first + 6000).map(|n| format!("o+{n}")).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                resolve(
                    kernel,
                    vec![resolution(&format!("p+{}", half + 1), "#[]", &names)],
                );
            }
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let told: Vec<_> = host
        .seen()
        .iter()
        .filter(|line| line.contains("exports"))
        .map(|line| (line.contains("drop"), line.split(',').count()))
        .collect();
    assert_eq!(
        told,
        [(true, 10_000), (true, 2000), (false, 10_000), (false, 2000)]
    );
}

/// The deliveries of a kernel whose vat gets five messages, with these thresholds.
fn reaped(deliveries: ReapThreshold, gc_krefs: ReapThreshold, never: bool) -> Vec<String> {
    let host = Scripted::new(&[("boot", quiet)]);
    let mut genesis = host.genesis();
    genesis.reap.deliveries = deliveries;
    genesis.vats.get_mut("boot").unwrap().reap.gc_krefs = Some(gc_krefs);
    genesis.vats.get_mut("boot").unwrap().reap.never = never;
    let mut kernel = host.kernel_of(&genesis);
    for _ in 0..5 {
        kernel.send_to_root("boot", "m", &[]).unwrap();
    }
    run(&mut kernel);
    let budgets = host.budgets.borrow();
    let expected = host.seen().into_iter().map(|line| match line.as_str() {
        "boot:reap" => 10_000_000_000,
        _ => 100_000_000,
    });
    assert!(budgets.iter().map(|budget| budget.0).eq(expected));
    host.seen()
        .into_iter()
        .map(|line| line.split(':').nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn vats_are_reaped_after_so_many_deliveries() {
    // spec G10, G11, G12: start, bootstrap, and five messages; a reap itself does not count.
    let never = ReapThreshold::Never;
    let (start, call, m, reap) = ("start", "o+0.bootstrap", "o+0.m", "reap");
    let three = [start, call, m, reap, m, m, m, reap, m];
    assert_eq!(reaped(ReapThreshold::At(3), never, false), three);
    let each = [
        start, reap, call, reap, m, reap, m, reap, m, reap, m, reap, m, reap,
    ];
    assert_eq!(reaped(ReapThreshold::At(1), never, false), each);
    let none = [start, call, m, m, m, m, m];
    assert_eq!(reaped(never, ReapThreshold::At(1), false), none);
    assert_eq!(reaped(ReapThreshold::At(3), never, true), none);
}

#[test]
fn vats_are_reaped_after_so_many_references_were_taken_back() {
    // spec G10
    let host = Scripted::new(&[("boot", maker), ("a", holder)]);
    let mut genesis = host.genesis();
    genesis.reap.gc_krefs = ReapThreshold::At(2);
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let told = after(&host, &mut kernel, "a", "lose");
    let expected = [
        "boot:drop exports o+5",
        "boot:retire exports o+5",
        "boot:reap",
    ];
    assert_eq!(told, expected);
    assert_eq!(kernel.dump().unwrap().vats[0].dirt.gc_krefs, 0);
}

#[test]
fn references_are_given_up_in_their_own_way_only() {
    // spec G3, G4, G9, P7.3: every call here ends the vat, and nothing of it stays.
    type Call = fn(&mut dyn KernelSide);
    let calls: [Call; 15] = [
        |kernel| drop_imports(kernel, &["o+0"]),
        |kernel| drop_imports(kernel, &["o-99"]),
        |kernel| drop_imports(kernel, &["p-60"]),
        |kernel| drop_imports(kernel, &["d-70"]),
        |kernel| retire_imports(kernel, &["o-50"]),
        |kernel| retire_imports(kernel, &["o+0"]),
        |kernel| {
            drop_imports(kernel, &["o-50"]);
            retire_imports(kernel, &["o-50", "o-50"]);
        },
        |kernel| {
            drop_imports(kernel, &["o-50"]);
            retire_imports(kernel, &["o-50"]);
            retire_imports(kernel, &["o-50"]);
        },
        |kernel| {
            drop_imports(kernel, &["o-50"]);
            send(kernel, "o-50", "hello", &[], None);
        },
        |kernel| {
            drop_imports(kernel, &["o-50"]);
            send(kernel, "o+0", "hello", &["o-50"], None);
        },
        |kernel| retire_exports(kernel, &["o+0"]),
        |kernel| retire_exports(kernel, &["o+7"]),
        |kernel| retire_exports(kernel, &["o-50"]),
        |kernel| abandon_exports(kernel, &["o+0"]),
        |kernel| abandon_exports(kernel, &["o-50"]),
    ];
    for (number, call) in calls.into_iter().enumerate() {
        thread_local!(static CALL: std::cell::Cell<Option<Call>> = const { std::cell::Cell::new(None) });
        CALL.set(Some(call));
        fn hostile(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
            if let Delivery::Message { .. } = delivery {
                CALL.get().unwrap()(kernel);
            }
            Ended::Returned
        }
        let host = Scripted::new(&[("boot", maker), ("a", hostile)]);
        let mut kernel = host.kernel();
        run(&mut kernel);
        match status(&kernel, "a") {
            VatStatus::Ended(why) => {
                assert!(why.starts_with("illegal syscall: "), "{number}: {why}")
            }
            other => panic!("call {number} was answered: {other:?}"),
        }
        assert_eq!(status(&kernel, "boot"), VatStatus::Running);
    }
}
