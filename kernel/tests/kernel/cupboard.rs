//! A device for tests, and vats that do to it what they are told.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide};
use crankcase_kernel::{
    Device, DeviceError, DevicePowers, Devices, Genesis, Kernel, KernelOptions, KernelRef,
    NodeNumber, PromiseStatus,
};
use crankcase_store::{Store, StoreOptions};

/// Remembers the arguments of `put`, and does what its methods say with them.
pub struct Cupboard;

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
            "mislay" => {
                let drawer = powers.node(NodeNumber(77));
                return Err(DeviceError(alone(drawer)));
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

pub fn alone(kref: KernelRef) -> CapData<KernelRef> {
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

pub fn host() -> Scripted {
    Scripted::new(&[("boot", boot), ("other", boot)])
}

pub fn application(host: &Scripted) -> Genesis {
    let mut genesis = host.genesis();
    genesis.devices = ["cupboard".to_owned(), "vatAdmin".to_owned()].into();
    genesis
}

pub fn options() -> KernelOptions {
    KernelOptions {
        devices: Devices::new().with("cupboard", Cupboard),
        ..KernelOptions::default()
    }
}

pub fn kernel(host: &Scripted) -> Kernel {
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
pub fn store(directory: &tempfile::TempDir) -> Store {
    let path = directory.path().join("store");
    if path.exists() {
        return Store::open(&path, StoreOptions::default()).unwrap();
    }
    Store::create(&path, StoreOptions::default()).unwrap()
}

/// Makes the bootstrap vat call the device; gives the body of the answer, or `!` and that of the error.
pub fn ask(kernel: &mut Kernel, what: &str) -> String {
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
pub fn held(kernel: &Kernel) -> Vec<(String, String)> {
    let dump = kernel.dump().unwrap();
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
