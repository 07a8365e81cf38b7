//! Vats that are made while the kernel runs, against scripted vats: the device that makes them, their start, their
//! end, and what their makers are told.

use std::collections::BTreeMap;

use crate::scripted::*;
use crate::vats::{bundle, told};
use crankcase_abi::{BundleId, CapData, Delivery, Ended, KernelSide, Syscall, SyscallResult};
use crankcase_kernel::{Genesis, Kernel, KernelOptions, PromiseStatus, VatStatus, bundle_id_text};
use crankcase_store::Store;

/// Calls the device with the arguments of each message, and answers as the device does. A call that ends with `!` is
/// made, and then undone.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message {
        methargs, result, ..
    } = delivery
    else {
        return Ended::Returned;
    };
    let called = method(methargs);
    let (Some(result), false) = (result, called == "bootstrap") else {
        return Ended::Returned;
    };
    let name = called.trim_end_matches('!');
    let prefix = format!("#[\"{called}\",");
    let list = methargs.body.strip_prefix(&prefix).unwrap();
    let (target, name) = name.split_once('.').unwrap_or(("d-70", name));
    let call = Syscall::CallNow {
        device: vref(target),
        method: name.to_owned(),
        args: CapData {
            body: format!("#{}", &list[..list.len() - 1]),
            slots: methargs.slots.clone(),
        },
    };
    let Ok(SyscallResult::Called { failed, data }) = kernel.syscall(call) else {
        return Ended::Returned;
    };
    if called.ends_with('!') {
        return Ended::OutOfMeter;
    }
    let mut answer = resolution(&result.to_string(), "", &[]);
    answer.rejected = failed;
    answer.data = data;
    resolve(kernel, vec![answer]);
    Ended::Returned
}

/// The vat-admin vat: says hello to every new root, lets go of it when it is reaped, wants to know how vats end.
fn admin(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message { methargs, .. } = delivery else {
        return Ended::Returned;
    };
    for slot in &methargs.slots {
        if slot.is_promise() {
            subscribe(kernel, &slot.to_string());
        } else {
            send(kernel, &slot.to_string(), "hello", &[], None);
            drop_imports(kernel, &[&slot.to_string()]);
            retire_imports(kernel, &[&slot.to_string()]);
        }
    }
    Ended::Returned
}

/// A vat that is made: introduces itself to nobody, ends when it is told to.
fn child(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let body = match delivery {
        Delivery::StartVat { parameters, .. } => parameters.body.clone(),
        Delivery::Message { methargs, .. } => methargs.body.clone(),
        _ => return Ended::Returned,
    };
    let exit = |kernel: &mut dyn KernelSide, failure| {
        let info = CapData::plain("#\"bye\"");
        kernel.syscall(Syscall::Exit { failure, info }).unwrap();
        Ended::Returned
    };
    match body.as_str() {
        "#\"too much\"" => Ended::OutOfMeter,
        "#\"exit\"" => exit(kernel, false),
        "#\"fail\"" => exit(kernel, true),
        _ => Ended::Returned,
    }
}

pub fn host() -> Scripted {
    Scripted::new(&[
        ("boot", boot),
        ("vatAdmin", admin),
        ("child", child),
        ("v3", child),
    ])
}

pub fn application(host: &Scripted) -> Genesis {
    let mut genesis = host.genesis();
    genesis
        .vats
        .retain(|name, _| name == "boot" || name == "vatAdmin");
    genesis.devices = ["vatAdmin".to_owned()].into();
    genesis.bundles = BTreeMap::from([("code".to_owned(), bundle("code.js").into())]);
    genesis
}

pub fn kernel(host: &Scripted) -> Kernel {
    let mut kernel = host.kernel_of(&application(host));
    run(&mut kernel);
    kernel
}

pub fn code() -> String {
    bundle_id_text(BundleId::of(&bundle("code.js")))
}

/// Has the bootstrap vat call the device: gives the answer, or the error that it failed with.
pub fn ask(kernel: &mut Kernel, method: &str, args: &[&str]) -> Result<String, String> {
    let args: Vec<_> = args.iter().map(|arg| (*arg).to_owned()).collect();
    let result = kernel.send_to_root("boot", method, &args).unwrap();
    run(kernel);
    let status = kernel.promise(result).unwrap();
    kernel.unpin(result).unwrap();
    run(kernel);
    match status {
        PromiseStatus::Fulfilled(data) => Ok(data.body),
        PromiseStatus::Rejected(data) => Err(data.body),
        PromiseStatus::Unresolved => panic!("{method} was not answered"),
    }
}

pub fn create(kernel: &mut Kernel, options: &str) -> Result<String, String> {
    let code = format!("\"{}\"", code());
    ask(kernel, "createByBundleID", &[&code, options])
}

/// As `create`, of the vat that these tests know best.
pub fn create_one(kernel: &mut Kernel) -> String {
    create(kernel, "{\"name\":\"child\"}").unwrap()
}

#[test]
fn a_vat_is_made_and_started_in_one_crank() {
    // spec A4, A5
    let host = host();
    let mut kernel = kernel(&host);
    let known = host.seen().len();
    let options = "{\"name\":\"child\",\"vatParameters\":{\"a\":\"+1\"},\"computronLimit\":7000}";
    assert_eq!(create(&mut kernel, options).unwrap(), "#\"v3\"");
    assert_eq!(
        host.since(known),
        [
            "boot:o+0.createByBundleID",
            "child:start",
            "vatAdmin:o+0.newVatCallback",
            "child:o+0.hello",
            "child:drop exports o+0",
            "child:retire exports o+0",
        ]
    );
    assert_eq!(
        told(&host, "vatAdmin"),
        ["#[\"newVatCallback\",[\"v3\",{\"root\":\"$0.Alleged: vatRoot\"}]]"]
    );
    let log = host.log.borrow();
    let start = log.iter().find(|(vat, _)| vat == "child").unwrap();
    let Delivery::StartVat { parameters, .. } = &start.1 else {
        panic!("{start:?}")
    };
    assert_eq!(parameters.body, "#{\"a\":\"+1\"}");
    assert_eq!(host.budgets.borrow()[known + 1].0, 7000);
    let vat = kernel.vats().pop().unwrap();
    assert_eq!(
        (vat.name.as_str(), vat.status),
        ("child", VatStatus::Running)
    );
    assert!(
        kernel.send_to_root("child", "hello", &[]).is_err(),
        "the host has its own vats only"
    );
}

#[test]
fn what_is_not_said_has_its_usual_value() {
    // spec A4, A7
    let host = host();
    let mut kernel = kernel(&host);
    create(&mut kernel, "{\"name\":\"#undefined\"}").unwrap();
    let log = host.log.borrow();
    let (_, start) = log.iter().find(|(vat, _)| vat == "v3").unwrap();
    let Delivery::StartVat { parameters, .. } = start else {
        panic!("{start:?}")
    };
    assert_eq!(*parameters, CapData::undefined());
}

#[test]
fn a_start_that_ends_the_vat_is_not_tried_again() {
    // spec A5, A6
    let cases = [
        ("too much", true, "compute limit"),
        ("exit", false, "bye"),
        ("fail", true, "bye"),
    ];
    for (how, failure, said) in cases {
        let host = host();
        let mut kernel = kernel(&host);
        let before = kernel.statistics().computrons;
        let options = format!("{{\"name\":\"child\",\"vatParameters\":\"{how}\"}}");
        create(&mut kernel, &options).unwrap();
        let starts = host
            .seen()
            .iter()
            .filter(|seen| *seen == "child:start")
            .count();
        assert_eq!(starts, 1, "{how}");
        assert_eq!(
            told(&host, "vatAdmin"),
            [format!("#[\"vatTerminated\",[\"v3\",{failure},\"&0\"]]")]
        );
        let log = host.log.borrow();
        let (_, news) = log.last().unwrap();
        assert!(format!("{news:?}").contains(said), "{how}: {news:?}");
        // What it cost survives.
        assert!(kernel.statistics().computrons.0 > before.0 + 10);
    }
}

#[test]
fn an_undone_crank_makes_no_vat() {
    // spec A7, A4
    let host = host();
    let mut kernel = kernel(&host);
    let code = format!("\"{}\"", code());
    let args = [code, "{\"name\":\"child\"}".to_owned()];
    kernel
        .send_to_root("boot", "createByBundleID!", &args)
        .unwrap();
    run(&mut kernel);
    assert!(!host.seen().iter().any(|seen| seen == "child:start"));
    assert_eq!(kernel.vats().len(), 2);
}

#[test]
fn a_thousand_vats_leave_nothing() {
    // spec A5, A6
    let host = host();
    let mut kernel = kernel(&host);
    let tables = |kernel: &Kernel| {
        let dump = kernel.dump().unwrap();
        (
            dump.vats.len(),
            dump.objects.len(),
            dump.promises.len(),
            dump.pins.len(),
        )
    };
    let before = tables(&kernel);
    for number in 3..1003 {
        let how = match number % 4 {
            0 => "\"too much\"",
            1 => "\"exit\"",
            _ => "\"stay\"",
        };
        let options = format!("{{\"name\":\"child\",\"vatParameters\":{how}}}");
        assert_eq!(
            create(&mut kernel, &options).unwrap(),
            format!("#\"v{number}\"")
        );
        if how == "\"stay\"" {
            let vat = format!("\"v{number}\"");
            ask(&mut kernel, "terminateWithFailure", &[&vat, "\"enough\""]).unwrap();
        }
    }
    assert_eq!(tables(&kernel), before);
}

#[test]
fn reopening_after_every_crank_changes_nothing() {
    // spec A4, A5, A8, D3
    let straight = |mut kernel: Kernel, pause: &mut dyn FnMut(Kernel) -> Kernel| {
        let code = format!("\"{}\"", code());
        let asked = [
            ("createByBundleID", [code.as_str(), "{\"name\":\"child\"}"]),
            (
                "createByBundleID",
                [
                    code.as_str(),
                    "{\"name\":\"child\",\"vatParameters\":\"fail\"}",
                ],
            ),
            ("changeOptions", ["\"v3\"", "{\"reapInterval\":2}"]),
            ("terminateWithFailure", ["\"v3\"", "{}"]),
        ];
        for (method, args) in asked {
            let args = args.map(str::to_owned);
            kernel.send_to_root("boot", method, &args).unwrap();
            kernel.install_bundle(&bundle(method)).unwrap();
            kernel = pause(kernel);
            while step(&mut kernel).is_some() {
                kernel = pause(kernel);
            }
        }
        kernel.commit().unwrap();
        kernel.activity_hash()
    };
    let host = host();
    let once = straight(host.kernel_of(&application(&host)), &mut |kernel| kernel);
    let directory = tempfile::tempdir().unwrap();
    let store = Store::create(directory.path(), Default::default()).unwrap();
    let again = straight(
        host.kernel_in(store, &application(&host)),
        &mut |mut kernel| {
            kernel.commit().unwrap();
            drop(kernel);
            let store = Store::open(directory.path(), Default::default()).unwrap();
            Kernel::open(store, Box::new(host.clone()), KernelOptions::default()).unwrap()
        },
    );
    assert_eq!(once, again);
}
