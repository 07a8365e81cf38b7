//! Pipelining vats: messages to the promises that such a vat decides do not wait for them.

use crate::scripted::*;
use crankcase_abi::{Delivery, Ended, KernelSide};
use crankcase_kernel::{Kernel, PromiseStatus, VatStatus};

/// Sends `make` to `pipe`, `first` to its answer and `second` to the answer of that.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        match method(methargs).as_str() {
            "bootstrap" => {
                send(kernel, &roots(delivery)["pipe"], "make", &[], Some("p+1"));
                send(kernel, "p+1", "first", &[], Some("p+2"));
                send(kernel, "p+2", "second", &[], Some("p+3"));
                subscribe(kernel, "p+1");
                subscribe(kernel, "p+3");
            }
            // `pipe` is o-51, after `other`.
            "forward" => {
                send(kernel, "o-51", "forward", &["o-50"], None);
                send(kernel, "p+1", "late", &[], None);
            }
            "late" => send(kernel, "p+1", "late", &[], None),
            _ => {}
        }
    }
    Ended::Returned
}

/// Answers `make` with an object, and anything else with a number.
fn other(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message {
        methargs,
        result: Some(result),
        ..
    } = delivery
    {
        let answer = match method(methargs).as_str() {
            "make" => resolution(&result.to_string(), "#\"$0\"", &["o+7"]),
            _ => resolution(&result.to_string(), "#1", &[]),
        };
        resolve(kernel, vec![answer]);
    }
    Ended::Returned
}

/// Runs the three vats, of which `pipe` is a pipelining one or not.
fn live(pipe: Script, pipelining: bool) -> (Scripted, Kernel) {
    let host = Scripted::new(&[("boot", boot), ("other", other), ("pipe", pipe)]);
    let mut genesis = host.genesis();
    genesis.vats.get_mut("pipe").unwrap().pipelining = pipelining;
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    (host, kernel)
}

/// What was delivered after the bootstrap.
fn seen(host: &Scripted) -> Vec<String> {
    host.since(4)
}

#[test]
fn messages_to_what_a_pipelining_vat_decides_go_there() {
    // spec P3.4: each has the promise as its target, and its own result at once.
    let (host, mut kernel) = live(quiet, true);
    let expected = ["pipe:o+0.make", "pipe:p-60.first", "pipe:p-61.second"];
    assert_eq!(seen(&host), expected);
    kernel.send_to_root("boot", "late", &[]).unwrap();
    run(&mut kernel);
    assert_eq!(seen(&host)[3..], ["boot:o+0.late", "pipe:p-60.late"]);
    // To any other vat they wait.
    let (host, mut kernel) = live(quiet, false);
    assert_eq!(seen(&host), ["pipe:o+0.make"]);
    kernel.send_to_root("boot", "late", &[]).unwrap();
    run(&mut kernel);
    assert_eq!(seen(&host)[1..], ["boot:o+0.late"]);
}

#[test]
fn what_waited_comes_before_what_the_delivery_sends() {
    // spec P3.4
    fn sends(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            methargs,
            result: Some(result),
            ..
        } = delivery
            && method(methargs) == "make"
        {
            send(kernel, "o+0", "own", &[], None);
            let answer = resolution(&result.to_string(), "#\"$0\"", &["o+7"]);
            resolve(kernel, vec![answer]);
        }
        Ended::Returned
    }
    let (host, _) = live(sends, true);
    // The promise is resolved when they are routed. `second` is sent on when `first` is delivered.
    let expected = [
        "pipe:o+0.make",
        "pipe:o+7.first",
        "pipe:o+0.own",
        "boot:notify p+1",
        "pipe:p-61.second",
    ];
    assert_eq!(seen(&host), expected);
    // A vat of the other kind has them behind its own, and behind the news.
    let (host, _) = live(sends, false);
    let expected = [
        "pipe:o+0.make",
        "pipe:o+0.own",
        "boot:notify p+1",
        "pipe:o+7.first",
    ];
    assert_eq!(seen(&host), expected);
}

/// Passes the decision of its first result on when it is told to.
fn forwards(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery
        && method(methargs) == "forward"
    {
        let target = methargs.slots[0].to_string();
        send(kernel, &target, "make", &[], Some("p-60"));
    }
    Ended::Returned
}

#[test]
fn messages_follow_the_decision() {
    // spec P3.2, P3.4, P7.1: what is on its way to the vat that passed the decision on waits again.
    let (host, mut kernel) = live(forwards, true);
    kernel.send_to_root("boot", "forward", &[]).unwrap();
    let cranks = run(&mut kernel);
    let expected = [
        "boot:o+0.forward",
        "pipe:o+0.forward",
        "other:o+0.make",
        "boot:notify p+1",
        "other:o+7.late",
    ];
    assert_eq!(seen(&host)[3..], expected);
    let reached: Vec<_> = cranks
        .iter()
        .map(|crank| crank.delivered.is_some())
        .collect();
    // `late` was first in line once, to find that it has to wait.
    assert_eq!(reached, [true, true, false, true, true, true]);
}

#[test]
fn what_waited_keeps_its_place_where_the_decision_is_passed_on_at_once() {
    // spec P3.4: `first` waits on, before `again`.
    fn at_once(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            match method(methargs).as_str() {
                "know" => send(kernel, "o+0", "ready", &[], None),
                "make" => {
                    send(kernel, "o-50", "make", &[], Some("p-60"));
                    send(kernel, "p-60", "again", &[], None);
                }
                _ => {}
            }
        }
        Ended::Returned
    }
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if at == 1 {
            let roots = roots(delivery);
            send(kernel, &roots["pipe"], "know", &[&roots["other"]], None);
        }
        super::pipelining::boot(at, delivery, kernel)
    }
    let scripts: [(&'static str, Script); 3] =
        [("boot", boot), ("other", other), ("pipe", at_once)];
    let host = Scripted::new(&scripts);
    let mut genesis = host.genesis();
    genesis.vats.get_mut("pipe").unwrap().pipelining = true;
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let expected = [
        "pipe:o+0.know",
        "pipe:o+0.make",
        "pipe:o+0.ready",
        "other:o+0.make",
        "boot:notify p+1",
        "other:o+7.first",
        "other:o+7.again",
    ];
    assert_eq!(seen(&host)[..7], expected);
    assert_eq!(status(&kernel, "pipe"), VatStatus::Running);
}

#[test]
fn the_end_of_a_pipelining_vat_answers_what_was_on_its_way_to_it() {
    // spec P8.2, P8.4, P3.1: the crank that ends it is undone, and what it had put on its way waits again.
    fn ends(_: u64, delivery: &Delivery, _: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "first" => Ended::OutOfMeter,
            _ => Ended::Returned,
        }
    }
    let (host, kernel) = live(ends, true);
    let expected = [
        "pipe:o+0.make",
        "pipe:p-60.first",
        "boot:notify p+1!",
        "boot:notify p+3!",
    ];
    assert_eq!(seen(&host), expected);
    assert!(
        kernel
            .dump()
            .unwrap()
            .promises
            .iter()
            .all(|one| one.waiting.is_empty())
    );
}

#[test]
fn a_pipelining_vat_gives_away_only_what_it_decides() {
    // spec P7.1, P7.3
    type Call = fn(&mut dyn KernelSide);
    let calls: [(bool, Call); 6] = [
        // The answer of somebody else.
        (false, |kernel| {
            send(kernel, "o+0", "x", &[], Some("p+5"));
            send(kernel, "o+0", "x", &[], Some("p+5"));
        }),
        // What it has resolved.
        (false, |kernel| {
            resolve(kernel, vec![resolution("p+5", "#1", &[])]);
            send(kernel, "o+0", "x", &["p+6"], Some("p-60"));
            send(kernel, "o+0", "x", &[], Some("p-60"));
        }),
        (false, |kernel| send(kernel, "o+0", "x", &[], Some("p-99"))),
        (false, |kernel| send(kernel, "o+0", "x", &[], Some("o+9"))),
        // What it was given, and what it introduces.
        (true, |kernel| send(kernel, "o+0", "x", &[], Some("p-60"))),
        (true, |kernel| {
            send(kernel, "o+0", "x", &["p+5"], Some("p+5"))
        }),
    ];
    for (number, (legal, call)) in calls.into_iter().enumerate() {
        thread_local!(static CALL: std::cell::Cell<Option<Call>> = const { std::cell::Cell::new(None) });
        CALL.set(Some(call));
        fn pipe(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
            match delivery {
                Delivery::Message { methargs, .. } if method(methargs) == "make" => {
                    CALL.get().unwrap()(kernel);
                }
                _ => {}
            }
            Ended::Returned
        }
        let (_, kernel) = live(pipe, true);
        let runs = status(&kernel, "pipe") == VatStatus::Running;
        assert_eq!(runs, legal, "{number}: {:?}", status(&kernel, "pipe"));
        // Nobody but a pipelining vat may do any of it.
        let (_, kernel) = live(pipe, false);
        assert_ne!(status(&kernel, "pipe"), VatStatus::Running, "{number}");
    }
}

#[test]
fn no_message_waits_for_its_own_result() {
    // spec P3.5: nobody could ever resolve it.
    type Call = fn(&mut dyn KernelSide);
    let calls: [Call; 2] = [
        |kernel| send(kernel, "p-60", "x", &[], Some("p-60")),
        |kernel| {
            send(kernel, "p-60", "x", &[], Some("p+5"));
            send(kernel, "p+5", "y", &[], Some("p+6"));
            send(kernel, "p+6", "z", &[], Some("p-60"));
        },
    ];
    for call in calls {
        thread_local!(static CALL: std::cell::Cell<Option<Call>> = const { std::cell::Cell::new(None) });
        CALL.set(Some(call));
        fn pipe(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
            match delivery {
                Delivery::Message { methargs, .. } if method(methargs) == "made" => {
                    CALL.get().unwrap()(kernel);
                }
                _ => {}
            }
            Ended::Returned
        }
        let host = Scripted::new(&[("boot", pipe)]);
        let mut genesis = host.genesis();
        genesis.vats.get_mut("boot").unwrap().pipelining = true;
        let mut kernel = host.kernel_of(&genesis);
        run(&mut kernel);
        let result = kernel.send_to_root("boot", "made", &[]).unwrap();
        // The bootstrap's own promise is p-60.
        run(&mut kernel);
        assert_eq!(
            status(&kernel, "boot"),
            VatStatus::Running,
            "{:?}",
            host.seen()
        );
        assert!(rejection(&kernel).contains("waits for its own result"));
        assert_eq!(kernel.promise(result), Some(PromiseStatus::Unresolved));
        let promises = kernel.dump().unwrap().promises;
        let open = promises.iter().filter(|one| one.state == "unresolved");
        assert_eq!(open.count(), 1, "{promises:?}");
    }
}
