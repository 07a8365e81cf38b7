//! Devices as vats see them: calls, nodes, what is remembered, what an undone crank takes along.

use crate::cupboard::*;
use crate::scripted::*;
use crankcase_abi::{Delivery, Ended, KernelSide};
use crankcase_kernel::{Kernel, KernelError, KernelOptions, VatStatus};
use crankcase_store::Store;

#[test]
fn bootstrap_is_given_the_root_nodes_of_all_devices() {
    // spec N1, N3, R2, R4
    let host = host();
    let kernel = kernel(&host);
    let log = host.log.borrow();
    let (_, Delivery::Message { methargs, .. }) = &log[2] else {
        panic!("{:?}", log[2]);
    };
    let expected = "#[\"bootstrap\",[{\"boot\":\"$0.Alleged: vatRoot\",\"other\":\"$1.Alleged: vatRoot\"},\
                    {\"cupboard\":\"$2.Alleged: device\",\"vatAdmin\":\"$3.Alleged: device\"}]]";
    assert_eq!(methargs.body, expected);
    let slots: Vec<_> = methargs.slots.iter().map(ToString::to_string).collect();
    assert_eq!(slots, ["o+0", "o-50", "d-70", "d-71"]);
    let devices: Vec<_> = kernel
        .dump()
        .unwrap()
        .devices
        .into_iter()
        .map(|device| (device.id, device.name, device.nodes))
        .collect();
    let row = |id: &str, name: &str, node: &str| {
        (id.to_owned(), name.to_owned(), vec![(0, node.to_owned())])
    };
    assert_eq!(
        devices,
        [row("d7", "cupboard", "kd30"), row("d8", "vatAdmin", "kd31")]
    );
}

#[test]
fn a_host_must_offer_every_device_but_the_kernels_own() {
    // spec N1
    let host = host();
    let make = |store: Store, options| {
        Kernel::create(store, Box::new(host.clone()), &application(&host), options)
    };
    let refused = make(Store::memory(), KernelOptions::default());
    assert!(matches!(refused, Err(KernelError::NoDevice(name)) if name == "cupboard"));
    let directory = tempfile::tempdir().unwrap();
    let store = || store(&directory);
    drop(make(store(), options()).unwrap());
    let refused = Kernel::open(store(), Box::new(host.clone()), KernelOptions::default());
    assert!(matches!(refused, Err(KernelError::NoDevice(name)) if name == "cupboard"));
    let mut more = options();
    more.devices = more.devices.with("another", Cupboard);
    Kernel::open(store(), Box::new(host.clone()), more).unwrap();
}

#[test]
fn a_call_is_answered_in_its_crank() {
    // spec N2, P7.7
    let mut kernel = kernel(&host());
    assert_eq!(ask(&mut kernel, "show"), "#\"#undefined\"");
    ask(&mut kernel, "put");
    assert_eq!(ask(&mut kernel, "show"), "#[\"$0\"]");
    assert_eq!(
        ask(&mut kernel, "nonsense"),
        "!#{\"#error\":\"no method nonsense\",\"name\":\"Error\"}"
    );
    assert_eq!(
        ask(&mut kernel, "d-71.nonsense"),
        "!#{\"#error\":\"target[nonsense] does not exist\",\"name\":\"Error\"}"
    );
    assert_eq!(ask(&mut kernel, "count"), "#\"b,e,held\"");
    assert_eq!(ask(&mut kernel, "count"), "#\"b,e,held\"");
}

#[test]
fn what_is_no_device_of_the_vat_cannot_be_called() {
    // spec P7.7, P7.3, N9
    for (call, why) in [
        ("d-72.show", "call of d-72, which is no device of this vat"),
        ("o+0.show", "call of o+0, which is no device of this vat"),
        ("d+1.show", "call of d+1, which is no device of this vat"),
        ("promised", "call of a device with p+9, a promise"),
    ] {
        let mut kernel = kernel(&host());
        ask(&mut kernel, call);
        let VatStatus::Ended(reason) = status(&kernel, "boot") else {
            panic!("{call}");
        };
        assert!(reason.contains(why), "{reason}");
    }
}

#[test]
fn a_device_that_fails_has_done_nothing() {
    // spec N2, N8
    let mut kernel = kernel(&host());
    assert!(ask(&mut kernel, "fail").contains("out of order"));
    // Not even the nodes are there that it names in what it fails with (spec N3).
    let why = ask(&mut kernel, "mislay");
    assert!(why.contains("kd32, which it does not hold"), "{why}");
    assert_eq!(kernel.violations().unwrap(), []);
    assert_eq!(held(&kernel), []);
    assert_eq!(kernel.dump().unwrap().outputs.len(), 0);
    assert_eq!(kernel.dump().unwrap().devices[0].nodes.len(), 1);
}

#[test]
fn a_device_that_uses_what_it_may_not_has_failed() {
    // spec N9, N4
    let mut kernel = kernel(&host());
    for (call, why) in [
        ("invent", "a device used ko4000, which it does not hold"),
        ("promise", "a device used kp40, which it does not hold"),
        ("unkeyed", "a device used a key that is none"),
    ] {
        let answer = ask(&mut kernel, call);
        assert!(answer.starts_with('!') && answer.contains(why), "{answer}");
    }
    assert_eq!(held(&kernel), []);
}

#[test]
fn nodes_are_made_once_and_are_devices_too() {
    // spec N3, G26
    let mut kernel = kernel(&host());
    assert_eq!(ask(&mut kernel, "drawer"), "#\"$0\"");
    assert_eq!(ask(&mut kernel, "drawer"), "#\"$0\"");
    assert_eq!(ask(&mut kernel, "d-72.drawer"), "#\"$0\"");
    ask(&mut kernel, "d-73.say");
    kernel.commit().unwrap();
    assert_eq!(kernel.outputs()[0].text, "2: #[]");
    let nodes = &kernel.dump().unwrap().devices[0].nodes;
    let nodes: Vec<_> = nodes.iter().map(|(n, kref)| (*n, &**kref)).collect();
    assert_eq!(nodes, [(0, "kd30"), (1, "kd32"), (2, "kd33")]);
}

#[test]
fn what_a_device_remembers_is_reached() {
    // spec N4
    let host = host();
    let mut kernel = kernel(&host);
    let known = host.seen().len();
    ask(&mut kernel, "put");
    assert_eq!(
        held(&kernel),
        [("held".to_owned(), "#[\"$0\"] ko22".to_owned())]
    );
    assert_eq!(host.since(known), ["boot:o+0.put"]);
    // What replaces it is the same object, and stays.
    ask(&mut kernel, "put");
    assert_eq!(host.since(known).len(), 2);
    ask(&mut kernel, "ring");
    assert_eq!(host.since(known)[2..], ["boot:o+0.ring", "boot:o+1.wake"]);
    ask(&mut kernel, "take");
    assert_eq!(
        host.since(known)[4..],
        [
            "boot:o+0.take",
            "boot:drop exports o+1",
            "boot:retire exports o+1"
        ]
    );
}

#[test]
fn an_undone_crank_takes_along_what_devices_did_in_it() {
    // spec N8
    let host = host();
    for call in ["put", "say", "drawer", "ring", "take"] {
        let mut kernel = kernel(&host);
        ask(&mut kernel, "put");
        kernel.commit().unwrap();
        let before = kernel.dump().unwrap();
        ask(&mut kernel, &format!("{call}!"));
        assert_eq!(
            status(&kernel, "boot"),
            VatStatus::Ended("compute limit".to_owned())
        );
        kernel.commit().unwrap();
        let after = kernel.dump().unwrap();
        assert_eq!(kernel.outputs(), []);
        assert_eq!(
            format!("{:?}", before.devices),
            format!("{:?}", after.devices)
        );
    }
}

#[test]
fn what_a_device_does_counts_as_its_callers() {
    // spec N7, P7.5
    let mut kernel = kernel(&host());
    ask(&mut kernel, "shout");
    assert_eq!(status(&kernel, "boot"), VatStatus::Running);
    // Twice in one crank.
    fn twice(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery
            && method(methargs) == "bootstrap"
        {
            call_now(kernel, "d-70", "shout", &[]);
            call_now(kernel, "d-70", "shout", &[]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", twice)]);
    let mut kernel = self::kernel(&host);
    let VatStatus::Ended(reason) = status(&kernel, "boot") else {
        panic!("it may say as much as it likes");
    };
    assert!(reason.contains("bytes of calls in one crank"), "{reason}");
    kernel.commit().unwrap();
    assert_eq!(kernel.outputs(), []);
}

#[test]
fn what_a_device_does_not_keep_is_dropped_again() {
    // spec G5, G2: the owner was told that nobody reaches it, mentions it to a device, and that lets it go.
    fn boot(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            match method(methargs).as_str() {
                "bootstrap" => send(kernel, &roots(delivery)["other"], "take", &["o+1"], None),
                _ => {
                    let answer = call_now(kernel, "d-70", "say", &["o+1"]);
                    assert!(answer.is_some_and(|(failed, _)| !failed), "{at}");
                }
            }
        }
        Ended::Returned
    }
    fn other(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message { methargs, .. } = delivery {
            let object = methargs.slots[0].to_string();
            drop_imports(kernel, &[&object]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("other", other)]);
    let mut kernel = kernel(&host);
    assert_eq!(host.seen().last().unwrap(), "boot:drop exports o+1");
    for _ in 0..2 {
        let known = host.seen().len();
        kernel.send_to_root("boot", "show", &[]).unwrap();
        // The tables agree after every crank.
        run(&mut kernel);
        assert_eq!(
            host.since(known),
            ["boot:o+0.show", "boot:drop exports o+1"]
        );
    }
}
