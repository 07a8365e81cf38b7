//! Promises that hold each other: they go when nobody else refers to them, and not before.

use crate::scripted::*;
use crankcase_abi::{Delivery, Ended, KernelSide};
use crankcase_kernel::{Kernel, PromiseStatus};

/// Sends `other` what the tests tie into circles, and ties.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        match method(methargs).as_str() {
            "bootstrap" => {
                let other = &roots(delivery)["other"];
                send(kernel, other, "take", &["p+1", "o+0"], None);
                send(kernel, other, "take", &["p+2"], None);
            }
            "knot" => resolve(kernel, vec![resolution("p+1", "#[\"&0\"]", &["p+1"])]),
            "wait" => send(kernel, "p+3", "arrive", &["p+1"], None),
            "go" => resolve(kernel, vec![resolution("p+3", "#\"$0\"", &["o+0"])]),
            "ring" => resolve(
                kernel,
                vec![
                    resolution("p+1", "#[\"&0\",\"$1\"]", &["p+2", "o+5"]),
                    resolution("p+2", "#[\"&0\",\"&1\"]", &["p+1", "p+1"]),
                ],
            ),
            "half" => resolve(kernel, vec![resolution("p+1", "#[\"&0\"]", &["p+2"])]),
            "other half" => {
                let first = methargs.slots[0].to_string();
                resolve(kernel, vec![resolution("p+2", "#[\"&0\"]", &[&first])]);
            }
            _ => {}
        }
    }
    Ended::Returned
}

/// Listens to what it gets.
fn listens(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        for slot in methargs.slots.iter().filter(|slot| slot.is_promise()) {
            subscribe(kernel, &slot.to_string());
        }
    }
    Ended::Returned
}

/// Knows `boot`, and sends it back the first promise when it is told to.
fn returns(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery
        && method(methargs) == "return"
    {
        send(kernel, "o-50", "other half", &["p-60"], None);
    }
    Ended::Returned
}

/// A kernel in which `boot` has sent two promises to `other`.
fn given(other: Script) -> (Scripted, Kernel) {
    let host = Scripted::new(&[("boot", boot), ("other", other)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.unpin(kernel.bootstrap_promise()).unwrap();
    (host, kernel)
}

/// Has `boot` do something; gives the deliveries after that.
fn tell(host: &Scripted, kernel: &mut Kernel, method: &str) -> Vec<String> {
    let known = host.seen().len();
    let result = kernel.send_to_root("boot", method, &[]).unwrap();
    run(kernel);
    assert_eq!(kernel.promise(result), Some(PromiseStatus::Unresolved));
    host.since(known + 1)
}

/// The promises that are resolved and still there.
fn resolved(kernel: &Kernel) -> usize {
    let promises = kernel.dump().unwrap().promises;
    let resolved = promises.iter().filter(|one| one.state != "unresolved");
    resolved.count()
}

#[test]
fn a_promise_that_only_its_own_data_mentions_is_gone() {
    // spec G13
    let (host, mut kernel) = given(listens);
    assert_eq!(tell(&host, &mut kernel, "knot"), ["other:notify p-60"]);
    assert_eq!(resolved(&kernel), 0);
}

#[test]
fn circles_go_with_all_that_they_hold() {
    // spec G13, G5: `o+5` is in the data of one of them.
    let (host, mut kernel) = given(listens);
    let told = tell(&host, &mut kernel, "ring");
    assert_eq!(told, ["other:notify p-60,p-61",]);
    assert_eq!(resolved(&kernel), 0);
    // It is the import of the other vat alone that holds it now.
    let held = &kernel.dump().unwrap().objects[2];
    assert_eq!((held.reachable, held.recognizable), (1, 1));
}

#[test]
fn a_circle_that_comes_about_in_two_cranks_is_found() {
    // spec G13
    let (host, mut kernel) = given(listens);
    tell(&host, &mut kernel, "half");
    // It was told of, yet `p+2` is open.
    assert_eq!(resolved(&kernel), 0);
    let (host, mut kernel) = given(returns);
    tell(&host, &mut kernel, "half");
    let result = kernel.send_to_root("other", "return", &[]).unwrap();
    kernel.unpin(result).unwrap();
    run(&mut kernel);
    // Its makers have forgotten them; the other vat has them, and `boot` has the first again.
    assert_eq!(resolved(&kernel), 2);
    assert_eq!(kernel.violations().unwrap(), []);
    let end = |name: &str, kernel: &mut Kernel| {
        let vat = kernel.vat_named(name).unwrap();
        kernel.terminate_vat(vat, "enough").unwrap();
        run(kernel);
    };
    end("other", &mut kernel);
    assert_eq!(resolved(&kernel), 2);
    end("boot", &mut kernel);
    // What `boot` never answered is rejected now, and the host holds it.
    assert_eq!(resolved(&kernel), 1);
}

#[test]
fn a_circle_that_a_message_mentions_is_there_when_the_message_arrives() {
    // spec G13, R6
    let (host, mut kernel) = given(listens);
    tell(&host, &mut kernel, "wait");
    assert_eq!(tell(&host, &mut kernel, "knot"), ["other:notify p-60"]);
    assert_eq!(resolved(&kernel), 1);
    assert_eq!(tell(&host, &mut kernel, "go"), ["boot:o+0.arrive"]);
    // `boot` has it again, by another name, and does not ask what it is.
    assert_eq!(resolved(&kernel), 1);
}

#[test]
fn the_end_of_the_last_vat_that_knows_a_circle_is_its_end() {
    // spec G13, G9
    fn dies(_: u64, delivery: &Delivery, _: &mut dyn KernelSide) -> Ended {
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "die" => Ended::OutOfMeter,
            _ => Ended::Returned,
        }
    }
    let (host, mut kernel) = given(dies);
    tell(&host, &mut kernel, "ring");
    assert_eq!(resolved(&kernel), 2);
    let known = host.seen().len();
    let result = kernel.send_to_root("other", "die", &[]).unwrap();
    kernel.unpin(result).unwrap();
    run(&mut kernel);
    assert_eq!(resolved(&kernel), 0);
    let told = host.since(known + 1);
    assert_eq!(told, ["boot:drop exports o+5", "boot:retire exports o+5"]);
}
