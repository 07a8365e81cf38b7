//! Devices as hosts see them: inputs, outputs, and stores that are opened again.

use crate::cupboard::*;
use crate::scripted::*;
use crankcase_kernel::{Kernel, KernelError, OutputNumber};
use crankcase_store::Store;

#[test]
fn an_input_enters_as_what_a_host_sends_does() {
    // spec N5
    let host = host();
    let mut kernel = kernel(&host);
    let hash = kernel.activity_hash();
    let refused = kernel.device_input("cupboard", "hear").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the device \"cupboard\" refused the input: nothing is held"
    );
    for name in ["vatAdmin", "nothing"] {
        let refused = kernel.device_input(name, "hear");
        assert!(matches!(refused, Err(KernelError::NoSuchDevice(which)) if which == name));
    }
    // The kernel's own device stays its own where a host offers one of that name.
    let mut more = options();
    more.devices = more.devices.with("vatAdmin", Cupboard);
    let genesis = application(&host);
    let mut other =
        Kernel::create(Store::memory(), Box::new(host.clone()), &genesis, more).unwrap();
    let refused = other.device_input("vatAdmin", "hear");
    assert!(matches!(refused, Err(KernelError::NoSuchDevice(_))));
    assert_eq!(
        kernel.activity_hash(),
        hash,
        "a refused input leaves no trace"
    );
    ask(&mut kernel, "put");
    let known = host.seen().len();
    assert_eq!(
        kernel.device_input("cupboard", "hear").unwrap(),
        "sent hear"
    );
    run(&mut kernel);
    assert_eq!(host.since(known), ["boot:o+1.hear"]);
    let hash = kernel.activity_hash();
    kernel.device_input("cupboard", "wake").unwrap();
    assert_ne!(kernel.activity_hash(), hash);
    // A crank that is undone does not take it along.
    ask(&mut kernel, "put!");
    kernel.commit().unwrap();
    let said: Vec<_> = kernel
        .outputs()
        .into_iter()
        .map(|output| output.text)
        .collect();
    assert_eq!(said, ["took hear", "took wake"]);
}

#[test]
fn outputs_wait_for_the_commit_and_stay_until_they_are_acknowledged() {
    // spec N6
    let directory = tempfile::tempdir().unwrap();
    let store = || store(&directory);
    let host = host();
    let create = Kernel::create(
        store(),
        Box::new(host.clone()),
        &application(&host),
        options(),
    );
    let mut kernel = create.unwrap();
    run(&mut kernel);
    for _ in 0..3 {
        ask(&mut kernel, "say");
        assert_eq!(kernel.outputs(), [], "nothing is durable yet");
    }
    let early = kernel.acknowledge(OutputNumber(1));
    assert!(matches!(
        early,
        Err(KernelError::NoSuchOutput(OutputNumber(1)))
    ));
    kernel.commit().unwrap();
    ask(&mut kernel, "say");
    let numbers = |kernel: &Kernel| -> Vec<_> {
        kernel
            .outputs()
            .iter()
            .map(|output| output.number.0)
            .collect()
    };
    assert_eq!(numbers(&kernel), [1, 2, 3]);
    assert_eq!(kernel.outputs()[0].device, "cupboard");
    let hash = kernel.activity_hash();
    kernel.acknowledge(OutputNumber(2)).unwrap();
    assert_eq!(numbers(&kernel), [3]);
    // To have it said twice is nothing new.
    kernel.acknowledge(OutputNumber(1)).unwrap();
    assert_eq!(kernel.activity_hash(), hash, "nobody else can know of it");
    let early = kernel.acknowledge(OutputNumber(4));
    assert!(matches!(
        early,
        Err(KernelError::NoSuchOutput(OutputNumber(4)))
    ));
    // A crash takes along what was not committed: the last word, and that two were acknowledged.
    drop(kernel);
    let reopen = || Kernel::open(store(), Box::new(host.clone()), options()).unwrap();
    let mut kernel = reopen();
    assert_eq!(numbers(&kernel), [1, 2, 3]);
    kernel.acknowledge(OutputNumber(2)).unwrap();
    ask(&mut kernel, "say");
    kernel.commit().unwrap();
    drop(kernel);
    assert_eq!(numbers(&reopen()), [3, 4]);
}

#[test]
fn a_store_with_devices_is_opened_as_it_was_left() {
    // spec R8, N3, N4
    let directory = tempfile::tempdir().unwrap();
    let store = || store(&directory);
    let host = host();
    let create = Kernel::create(
        store(),
        Box::new(host.clone()),
        &application(&host),
        options(),
    );
    let mut kernel = create.unwrap();
    for call in ["put", "drawer", "say", "count"] {
        run(&mut kernel);
        ask(&mut kernel, call);
    }
    kernel.commit().unwrap();
    let before = format!("{:?}", kernel.dump().unwrap());
    drop(kernel);
    let mut kernel = Kernel::open(store(), Box::new(host.clone()), options()).unwrap();
    assert_eq!(format!("{:?}", kernel.dump().unwrap()), before);
    assert_eq!(ask(&mut kernel, "d-72.drawer"), "#\"$0\"");
    // A replay needs no device (spec N2).
    kernel.commit().unwrap();
    drop(kernel);
    let replayed = crankcase_kernel::replay(&store(), &host, None, |_| {}).unwrap();
    assert!(replayed.iter().all(|vat| vat.deliveries > 0));
}
