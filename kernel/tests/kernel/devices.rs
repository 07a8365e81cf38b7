//! Devices: calls, memory, messages, inputs and outputs.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide};
use crankcase_kernel::{
    Device, DeviceError, DevicePowers, Devices, Genesis, Kernel, KernelError, KernelOptions,
    KernelRef, NodeNumber, OutputNumber, PromiseStatus, VatStatus,
};
use crankcase_store::{Store, StoreOptions};

/// Remembers the arguments of `put`, and does what its methods say with them.
struct Cupboard;

impl Device for Cupboard {
    fn invoke(
        &self,
        node: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError> {
        let held = powers.get("held").cloned();
        match method {
            "put" => powers.set("held", args.clone()),
            "take" => {
                powers.delete("held");
                return Ok(held.unwrap_or(CapData::undefined()));
            }
            "show" => return Ok(held.unwrap_or(CapData::undefined())),
            "drawer" => {
                let drawer = powers.node(NodeNumber(node.0 + 1));
                assert_eq!(drawer, powers.node(NodeNumber(node.0 + 1)));
                return Ok(alone(drawer));
            }
            "say" => powers.output(format!("{node}: {}", args.body)),
            "ring" => powers.send_only(held.unwrap().slots[0], "wake", CapData::plain("#[7]")),
            "fail" => {
                powers.set("held", CapData::plain("#\"junk\""));
                powers.output("junk");
                powers.send_only(args.slots[0], "junk", CapData::plain("#[]"));
                powers.node(NodeNumber(99));
                return Err("out of order".into());
            }
            "invent" => return Ok(alone(KernelRef::object(4000))),
            "promise" => return Ok(alone(KernelRef::promise(KernelRef::FIRST_PROMISE))),
            "unkeyed" => powers.set("", CapData::undefined()),
            "shout" => powers.output("!".repeat(20 << 20)),
            "count" => {
                let mut keys = Vec::new();
                for key in ["b", "d", "e"] {
                    powers.set(key, CapData::undefined());
                }
                powers.delete("d");
                let mut next = powers.next_key("");
                while let Some(key) = next {
                    next = powers.next_key(&key);
                    keys.push(key);
                }
                return Ok(CapData::plain(format!("#\"{}\"", keys.join(","))));
            }
            other => return Err(format!("no method {other}").into()),
        }
        Ok(CapData::undefined())
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        powers.output(format!("took {input}"));
        let held = powers.get("held").cloned().ok_or("nothing is held")?;
        powers.send_only(held.slots[0], input, held);
        Ok(format!("sent {input}"))
    }
}

fn alone(kref: KernelRef) -> CapData<KernelRef> {
    CapData {
        body: "#\"$0\"".to_owned(),
        slots: vec![kref],
    }
}

/// Does to the device what the messages to its root say, and answers with what that answered. A `!` makes
/// the crank fail afterwards.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message {
        methargs, result, ..
    } = delivery
    else {
        return Ended::Returned;
    };
    let asked = method(methargs);
    if ["bootstrap", "wake", "hear"].contains(&&*asked) {
        return Ended::Returned;
    }
    let (target, call) = asked.split_once('.').unwrap_or(("d-70", &asked));
    let slots: &[&str] = match call.trim_end_matches('!') {
        "put" | "fail" => &["o+1"],
        "promised" => &["p+9"],
        _ => &[],
    };
    let Some((failed, mut data)) = call_now(kernel, target, call.trim_end_matches('!'), slots)
    else {
        return Ended::Returned;
    };
    if call.ends_with('!') {
        return Ended::OutOfMeter;
    }
    let mut answer = resolution(&result.unwrap().to_string(), "", &[]);
    answer.rejected = failed;
    // Nothing but promises refers to what others export.
    data.slots.retain(|slot| !slot.is_export());
    answer.data = data;
    resolve(kernel, vec![answer]);
    Ended::Returned
}

fn host() -> Scripted {
    Scripted::new(&[("boot", boot), ("other", boot)])
}

fn application(host: &Scripted) -> Genesis {
    let mut genesis = host.genesis();
    genesis.devices = ["cupboard".to_owned(), "vatAdmin".to_owned()].into();
    genesis
}

fn options() -> KernelOptions {
    KernelOptions {
        devices: Devices::new().with("cupboard", Cupboard),
        ..KernelOptions::default()
    }
}

fn kernel(host: &Scripted) -> Kernel {
    let kernel = Kernel::create(
        Store::memory(),
        Box::new(host.clone()),
        &application(host),
        options(),
    );
    let mut kernel = kernel.unwrap();
    run(&mut kernel);
    kernel
}

/// The store in a folder, which may be new.
fn store(directory: &tempfile::TempDir) -> Store {
    let path = directory.path().join("store");
    if path.exists() {
        return Store::open(&path, StoreOptions::default()).unwrap();
    }
    Store::create(&path, StoreOptions::default()).unwrap()
}

/// Makes the bootstrap vat call the device; gives the body of the answer, or `!` and that of the error.
fn ask(kernel: &mut Kernel, what: &str) -> String {
    let result = kernel.send_to_root("boot", what, &[]).unwrap();
    run(kernel);
    let answer = match kernel.promise(result).unwrap() {
        PromiseStatus::Fulfilled(data) => data.body,
        PromiseStatus::Rejected(data) => format!("!{}", data.body),
        PromiseStatus::Unresolved => "never".to_owned(),
    };
    kernel.unpin(result).unwrap();
    answer
}

/// What the device remembers, as a dump shows it.
fn held(kernel: &Kernel) -> Vec<(String, String)> {
    let dump = kernel.dump();
    let device = dump.devices.iter().find(|device| device.name == "cupboard");
    let state = &device.unwrap().state;
    let row = |(key, data): &(String, crankcase_kernel::DumpData)| {
        (
            key.clone(),
            format!("{} {}", data.body, data.slots.join(" ")),
        )
    };
    state.iter().map(row).collect()
}

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
    assert_eq!(held(&kernel), []);
    assert_eq!(kernel.dump().outputs.len(), 0);
    assert_eq!(kernel.dump().devices[0].nodes.len(), 1);
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
    let nodes = &kernel.dump().devices[0].nodes;
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
        let before = kernel.dump();
        ask(&mut kernel, &format!("{call}!"));
        assert_eq!(
            status(&kernel, "boot"),
            VatStatus::Ended("compute limit".to_owned())
        );
        kernel.commit().unwrap();
        let after = kernel.dump();
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
    let before = format!("{:?}", kernel.dump());
    drop(kernel);
    let mut kernel = Kernel::open(store(), Box::new(host.clone()), options()).unwrap();
    assert_eq!(format!("{:?}", kernel.dump()), before);
    assert_eq!(ask(&mut kernel, "d-72.drawer"), "#\"$0\"");
    // A replay needs no device (spec N2).
    kernel.commit().unwrap();
    drop(kernel);
    let replayed = crankcase_kernel::replay(&store(), &host, None, |_| {}).unwrap();
    assert!(replayed.iter().all(|vat| vat.deliveries > 0));
}
