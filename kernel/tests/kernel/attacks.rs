//! Calls that no correct vat makes, one by one: each ends the vat that makes it, and two others do not notice.

use std::cell::Cell;

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall};
use crankcase_kernel::VatStatus;

/// Introduces the others to each other. `evil` gets an object and a promise that it does not decide.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery
        && method(methargs) == "bootstrap"
    {
        let roots = roots(delivery);
        send(kernel, &roots["alice"], "meet", &[&roots["bob"]], None);
        let given = [roots["alice"].as_str(), "p+1"];
        send(kernel, &roots["evil"], "meet", &given, None);
    }
    Ended::Returned
}

/// Asks the other one whenever it is told to, and wants to know the answer.
fn alice(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { .. } = delivery {
        let result = format!("p+{at}");
        send(kernel, "o-50", "ask", &["o+1"], Some(&result));
        subscribe(kernel, &result);
    }
    Ended::Returned
}

type Attack = fn(&mut dyn KernelSide);

thread_local! {
    static ATTACK: Cell<Option<Attack>> = const { Cell::new(None) };
}

/// Attacks when it is told to: it knows `o-50` and `p-60`, has exported `o+5` and lost it, and awaits `p+7`.
fn evil(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message { methargs, .. } = delivery else {
        return Ended::Returned;
    };
    if method(methargs) == "meet" {
        send(kernel, "o-50", "noise", &["o+5"], Some("p+7"));
        return Ended::Returned;
    }
    match ATTACK.get() {
        Some(attack) => {
            attack(kernel);
            Ended::Returned
        }
        None => Ended::OutOfMeter,
    }
}

/// What `alice` and `bob` received while `evil` attacked, and what became of it.
fn lived(attack: Option<Attack>) -> (Vec<(String, Delivery)>, VatStatus) {
    ATTACK.set(attack);
    let scripts: [(&'static str, Script); 4] = [
        ("boot", boot),
        ("alice", alice),
        ("bob", answers),
        ("evil", evil),
    ];
    let host = Scripted::new(&scripts);
    let mut kernel = host.kernel();
    run(&mut kernel);
    for (vat, method) in [("alice", "talk"), ("evil", "attack"), ("alice", "talk")] {
        kernel.send_to_root(vat, method, &[]).unwrap();
    }
    run(&mut kernel);
    kernel.send_to_root("alice", "talk", &[]).unwrap();
    run(&mut kernel);
    let log = host.log.borrow();
    let others = log.iter().filter(|(vat, _)| vat == "alice" || vat == "bob");
    (others.cloned().collect(), status(&kernel, "evil"))
}

fn data(body: &str, slots: &[&str]) -> CapData<crankcase_abi::VatRef> {
    CapData {
        body: body.to_owned(),
        slots: slots.iter().map(|slot| vref(slot)).collect(),
    }
}

fn mention(kernel: &mut dyn KernelSide, slot: &str) {
    send(kernel, "o-50", "x", &[slot], None);
}

/// Says something as long as it is allowed to, which must come to an end.
fn flood(kernel: &mut dyn KernelSide, mut call: impl FnMut(u64) -> Syscall) {
    for number in 100..10_000_000 {
        if kernel.syscall(call(number)).is_err() {
            return;
        }
    }
    panic!("there was no end to it");
}

const ATTACKS: &[(&str, Attack)] = &[
    ("a message to an unknown object", |k| {
        send(k, "o-77", "x", &[], None)
    }),
    ("to a promise of others", |k| {
        send(k, "p-77", "x", &[], None)
    }),
    ("to a device", |k| send(k, "d-70", "x", &[], None)),
    ("to a device of its own", |k| send(k, "d+1", "x", &[], None)),
    ("an unknown object in data", |k| mention(k, "o-51")),
    ("an unknown promise in data", |k| mention(k, "p-99")),
    ("an unknown device in data", |k| mention(k, "d-70")),
    ("a device of its own in data", |k| mention(k, "d+1")),
    ("a result that is an object", |k| {
        send(k, "o-50", "x", &[], Some("o+9"))
    }),
    ("a result that others decide", |k| {
        send(k, "o-50", "x", &[], Some("p-60"))
    }),
    ("a result twice", |k| send(k, "o-50", "x", &[], Some("p+7"))),
    ("a subscription to an object", |k| subscribe(k, "o-50")),
    ("to an unknown promise", |k| subscribe(k, "p-99")),
    ("to a promise that it never named", |k| subscribe(k, "p+99")),
    ("a resolution of what another vat decides", |k| {
        resolve(k, vec![resolution("p-60", "#1", &[])]);
    }),
    ("of what it awaits", |k| {
        resolve(k, vec![resolution("p+7", "#1", &[])])
    }),
    ("of an unknown promise", |k| {
        resolve(k, vec![resolution("p-99", "#1", &[])])
    }),
    ("of an object", |k| {
        resolve(k, vec![resolution("o-50", "#1", &[])])
    }),
    ("twice at once", |k| {
        let twice = vec![resolution("p+9", "#1", &[]), resolution("p+9", "#2", &[])];
        resolve(k, twice);
    }),
    ("with an unknown reference", |k| {
        resolve(k, vec![resolution("p+9", "#[\"$0\"]", &["o-51"])]);
    }),
    ("to itself", |k| {
        resolve(k, vec![resolution("p+9", "#\"&0\"", &["p+9"])])
    }),
    ("to another promise", |k| {
        resolve(k, vec![resolution("p+9", "#\"&0\"", &["p-60"])])
    }),
    ("dropping what it does not have", |k| {
        drop_imports(k, &["o-51"])
    }),
    ("dropping its own", |k| drop_imports(k, &["o+0"])),
    ("dropping a promise", |k| drop_imports(k, &["p-60"])),
    ("dropping a device", |k| drop_imports(k, &["d-70"])),
    ("retiring an import that it reaches", |k| {
        retire_imports(k, &["o-50"])
    }),
    ("a message to what it has dropped", |k| {
        drop_imports(k, &["o-50"]);
        send(k, "o-50", "x", &[], None);
    }),
    ("retiring an import twice", |k| {
        drop_imports(k, &["o-50"]);
        retire_imports(k, &["o-50", "o-50"]);
    }),
    ("retiring an export that is reached", |k| {
        retire_exports(k, &["o+0"])
    }),
    ("retiring an export that it never had", |k| {
        retire_exports(k, &["o+99"])
    }),
    ("an object that it has abandoned", |k| {
        mention(k, "o+8");
        abandon_exports(k, &["o+8"]);
        mention(k, "o+8");
    }),
    ("a promise that it has resolved", |k| {
        mention(k, "p+8");
        resolve(k, vec![resolution("p+8", "#1", &[])]);
        mention(k, "p+8");
    }),
    ("a resolved promise as a result", |k| {
        resolve(k, vec![resolution("p+8", "#1", &[])]);
        send(k, "o-50", "x", &[], Some("p+8"));
    }),
    ("the last number there is, again", |k| {
        let last = "o+18446744073709551615";
        mention(k, last);
        abandon_exports(k, &[last]);
        mention(k, last);
    }),
    ("abandoning its root", |k| abandon_exports(k, &["o+0"])),
    ("abandoning what is others'", |k| {
        abandon_exports(k, &["o-50"])
    }),
    ("an exit with an unknown reference", |k| {
        let (failure, info) = (false, data("#[\"$0\"]", &["o-51"]));
        _ = k.syscall(Syscall::Exit { failure, info });
    }),
    ("a call of an unknown device", |k| {
        _ = call_now(k, "d-70", "x", &[])
    }),
    ("a call of a device of its own", |k| {
        _ = call_now(k, "d+1", "x", &[])
    }),
    ("a call of an object as if it were a device", |k| {
        _ = call_now(k, "o-50", "x", &[])
    }),
    ("a body that is too long", |k| {
        let methargs = CapData::plain("x".repeat(10_000_001));
        let (target, result) = (vref("o-50"), None);
        _ = k.syscall(Syscall::Send {
            target,
            methargs,
            result,
        });
    }),
    ("data with too many references", |k| {
        let slots = vec!["o+0"; 10_001];
        resolve(k, vec![resolution("p+9", "#1", &slots)]);
    }),
    ("a key without a letter", |k| {
        _ = k.syscall(Syscall::VatstoreGet { key: String::new() });
    }),
    ("a key that is too long", |k| {
        _ = k.syscall(Syscall::VatstoreDelete {
            key: "k".repeat(1025),
        });
    }),
    ("a value that is too long", |k| {
        let (key, value) = ("k".to_owned(), "x".repeat(10_000_001));
        _ = k.syscall(Syscall::VatstoreSet { key, value });
    }),
    ("a flood of promises", |k| {
        flood(k, |number| Syscall::Send {
            target: vref("o+0"),
            methargs: CapData::plain("#[\"x\",[]]"),
            result: Some(vref(&format!("p+{number}"))),
        });
    }),
    ("a flood of objects", |k| {
        flood(k, |number| Syscall::Send {
            target: vref("p-60"),
            methargs: data("#[\"x\",[\"$0\"]]", &[&format!("o+{number}")]),
            result: None,
        });
    }),
    ("a flood of resolutions", |k| {
        flood(k, |number| {
            let resolutions = vec![resolution(&format!("p+{number}"), "#1", &[])];
            Syscall::Resolve { resolutions }
        });
    }),
    ("a flood of subscriptions", |k| {
        let promise = vref("p-60");
        flood(k, |_| Syscall::Subscribe { promise });
    }),
    ("a flood of entries", |k| {
        flood(k, |number| Syscall::VatstoreSet {
            key: number.to_string(),
            value: String::new(),
        });
    }),
    ("a flood of questions", |k| {
        flood(k, |_| Syscall::VatstoreGetNextKey {
            prior: String::new(),
        });
    }),
];

#[test]
fn each_attack_ends_the_attacker_and_nobody_else_notices() {
    // spec P7.1, P7.2, P7.3, P7.4, P7.5, P7.6, P7.7, P8.1, R5, G3, G4
    let (expected, _) = lived(None);
    assert!(expected.len() > 10);
    for (what, attack) in ATTACKS {
        let (others, became) = lived(Some(*attack));
        let VatStatus::Ended(why) = became else {
            panic!("{what} was allowed")
        };
        assert!(why.starts_with("illegal syscall: "), "{what}: {why}");
        assert_eq!(others, expected, "{what}");
    }
}
