//! The kernel's own device, by which vats are made and ruled: its methods, and what it refuses.

use crate::creation::*;
use crate::scripted::*;
use crate::vats::{bundle, told};
use crankcase_abi::{BundleId, CapData, Delivery, Ended, KernelSide, Syscall};
use crankcase_kernel::{Kernel, PromiseStatus, VatStatus, bundle_id_text};

#[test]
fn what_cannot_be_made_is_refused_without_a_trace() {
    // spec A7
    let host = host();
    let mut kernel = kernel(&host);
    let id = format!("\"{}\"", code());
    let other = format!("\"{}\"", bundle_id_text(BundleId([7; 32])));
    let create = |options| ("createByBundleID", vec![id.as_str(), options]);
    let long = format!("{{\"name\":\"{}\"}}", "n".repeat(200));
    let cases = [
        ("nothing", vec![], "does not exist"),
        ("createByBundleID", vec![], "bundleID"),
        ("createByBundleID", vec!["\"b1-00\"", "{}"], "is installed"),
        (
            "createByBundleID",
            vec![other.as_str(), "{}"],
            "is installed",
        ),
        ("createByBundleID", vec![id.as_str(), "7"], "options"),
        ("terminateWithFailure", vec!["7"], "vatID"),
        ("terminateWithFailure", vec!["\"v9\""], "no vat"),
        ("terminateWithFailure", vec!["\"v01\""], "no vat"),
        ("terminateWithFailure", vec!["\"v0\""], "no vat"),
        ("createMeter", vec!["5"], "createMeter() remaining"),
        ("createMeter", vec!["\"+5\""], "createMeter() threshold"),
        (
            "createMeter",
            vec!["\"+5\"", "\"-1\""],
            "createMeter() threshold",
        ),
        ("getMeter", vec!["\"m2\""], "no meter"),
        ("getMeter", vec!["\"m01\""], "no meter"),
        ("addMeterRemaining", vec!["\"m1\"", "\"+1\""], "no meter"),
        ("setMeterThreshold", vec!["1"], "meterID"),
        ("changeOptions", vec!["\"v1\""], "options"),
        (
            "changeOptions",
            vec!["\"v1\"", "{\"critical\":true}"],
            "unknown",
        ),
        (
            "changeOptions",
            vec!["\"v1\"", "{\"reapInterval\":-1}"],
            "reapInterval",
        ),
        (
            "changeOptions",
            vec!["\"v1\"", "{\"neverReap\":1}"],
            "neverReap",
        ),
        ("getBundleCap", vec!["\"cc1-\""], "not a bundleID"),
        ("getBundleCap", vec!["\"+1\""], "bundleID"),
        (
            "getNamedBundleCap",
            vec!["\"x\""],
            "unregistered bundle name 'x'",
        ),
        (
            "getBundleIDByName",
            vec!["\"x\""],
            "unregistered bundle name 'x'",
        ),
    ]
    .into_iter()
    .chain(
        [
            ("{\"colour\":\"red\"}", "unknown options"),
            ("{\"name\":\"\"}", "name"),
            ("{\"name\":\"a b\"}", "name"),
            ("{\"name\":7}", "name"),
            (long.as_str(), "name"),
            ("{\"memoryLimit\":65535}", "memoryLimit"),
            ("{\"memoryLimit\":1.5}", "memoryLimit"),
            ("{\"computronLimit\":0}", "computronLimit"),
            ("{\"dateStrings\":\"julian\"}", "dateStrings"),
            ("{\"reapInterval\":\"often\"}", "reapInterval"),
            ("{\"reapGCKrefs\":\"-1\"}", "reapGCKrefs"),
            ("{\"neverReap\":\"never\"}", "neverReap"),
            ("{\"meterID\":\"m1\"}", "meterID"),
            ("{\"whenMeterRunsOut\":\"panic\"}", "whenMeterRunsOut"),
            ("{\"critical\":1}", "critical"),
            ("{\"enableSetup\":true}", "enableSetup"),
            ("{\"useTranscript\":false}", "useTranscript"),
        ]
        .map(|(options, why)| {
            let (method, args) = create(options);
            (method, args, why)
        }),
    );
    let vats = kernel.vats().len();
    for (method, args, why) in cases {
        let refused = ask(&mut kernel, method, &args).unwrap_err();
        assert!(refused.contains(why), "{method} {args:?}: {refused}");
    }
    assert_eq!(kernel.vats().len(), vats);
    assert!(told(&host, "vatAdmin").is_empty());
    assert_eq!(create_one(&mut kernel), "#\"v3\"", "no number was used up");
}

#[test]
fn bundles_have_nodes() {
    // spec A7
    let host = host();
    let mut kernel = kernel(&host);
    let node = "#\"$0.Alleged: device\"";
    let id = format!("\"{}\"", code());
    assert_eq!(ask(&mut kernel, "getBundleCap", &[&id]).unwrap(), node);
    assert_eq!(
        ask(&mut kernel, "getNamedBundleCap", &["\"code\""]).unwrap(),
        node
    );
    let named = ask(&mut kernel, "getBundleIDByName", &["\"code\""]);
    assert_eq!(named.unwrap(), format!("#{id}"));
    // Both were the same node, the first after the root.
    assert_eq!(
        ask(&mut kernel, "d-71.getBundleID", &[]).unwrap(),
        format!("#{id}")
    );
    let wrong = ask(&mut kernel, "d-71.getBundle", &[]).unwrap_err();
    assert!(
        wrong.contains("bundlecap[getBundle] does not exist"),
        "{wrong}"
    );
    let late = bundle("late.js");
    let id = format!("\"{}\"", bundle_id_text(BundleId::of(&late)));
    assert_eq!(
        ask(&mut kernel, "getBundleCap", &[&id]).unwrap(),
        "#\"#undefined\""
    );
    kernel.install_bundle(&late).unwrap();
    assert_eq!(ask(&mut kernel, "getBundleCap", &[&id]).unwrap(), node);
    assert_eq!(
        ask(&mut kernel, "d-72.getBundleID", &[]).unwrap(),
        format!("#{id}")
    );
}

#[test]
fn a_vat_is_ended_from_outside_once() {
    // spec A7, A6
    let host = host();
    let mut kernel = kernel(&host);
    create_one(&mut kernel);
    let known = told(&host, "vatAdmin").len();
    for _ in 0..2 {
        let answer = ask(
            &mut kernel,
            "terminateWithFailure",
            &["\"v3\"", "[\"why\"]"],
        );
        assert_eq!(answer.unwrap(), "#\"#undefined\"");
    }
    assert_eq!(
        told(&host, "vatAdmin")[known..],
        ["#[\"vatTerminated\",[\"v3\",true,\"&0\"]]"]
    );
    let log = host.log.borrow();
    let why = log.iter().any(|(vat, delivery)| {
        vat == "vatAdmin"
            && matches!(delivery, Delivery::Notify { resolutions }
                if resolutions[0].rejected && resolutions[0].data.body == "#[\"why\"]")
    });
    assert!(why);
}

#[test]
fn options_change_in_their_turn() {
    // spec A8
    let host = host();
    let mut kernel = kernel(&host);
    create_one(&mut kernel);
    let reaps = |host: &Scripted| {
        host.seen()
            .iter()
            .filter(|seen| *seen == "boot:reap")
            .count()
    };
    assert_eq!(reaps(&host), 0);
    let change = ask(
        &mut kernel,
        "changeOptions",
        &["\"v1\"", "{\"reapInterval\":1}"],
    );
    assert_eq!(change.unwrap(), "#\"#undefined\"");
    // The delivery that asked for it was not counted by the new measure.
    assert_eq!(reaps(&host), 0);
    ask(&mut kernel, "getBundleIDByName", &["\"code\""]).unwrap();
    assert_eq!(reaps(&host), 1);
    let never = "{\"reapInterval\":\"#undefined\",\"neverReap\":true}";
    ask(&mut kernel, "changeOptions", &["\"v1\"", never]).unwrap();
    let known = reaps(&host);
    ask(&mut kernel, "getBundleIDByName", &["\"code\""]).unwrap();
    assert_eq!(reaps(&host), known);
    // Of a vat that is gone nothing changes.
    ask(&mut kernel, "terminateWithFailure", &["\"v3\"", "1"]).unwrap();
    ask(&mut kernel, "changeOptions", &["\"v3\"", never]).unwrap();
}

#[test]
fn meters_are_made_filled_and_read() {
    // spec A7, M8, M10
    let host = host();
    let mut kernel = kernel(&host);
    let read = |kernel: &mut Kernel, meter: &str| ask(kernel, "getMeter", &[meter]).unwrap();
    let made = ask(&mut kernel, "createMeter", &["\"+1000\"", "\"+900\""]);
    assert_eq!(made.unwrap(), "#\"m1\"");
    let made = ask(&mut kernel, "createUnlimitedMeter", &[]);
    assert_eq!(made.unwrap(), "#\"m2\"");
    let meter = "#{\"remaining\":\"+1000\",\"threshold\":\"+900\"}";
    assert_eq!(read(&mut kernel, "\"m1\""), meter);
    let nothing = "#\"#undefined\"";
    for (method, args) in [
        ("addMeterRemaining", ["\"m1\"", "\"+50\""]),
        ("setMeterThreshold", ["\"m1\"", "\"+1040\""]),
        ("addMeterRemaining", ["\"m2\"", "\"+50\""]),
    ] {
        assert_eq!(ask(&mut kernel, method, &args).unwrap(), nothing);
    }
    let meter = "#{\"remaining\":\"+1050\",\"threshold\":\"+1040\"}";
    assert_eq!(read(&mut kernel, "\"m1\""), meter);
    let unlimited = "#{\"remaining\":\"unlimited\",\"threshold\":\"+0\"}";
    assert_eq!(read(&mut kernel, "\"m2\""), unlimited);
    let paid = "{\"name\":\"child\",\"meterID\":\"m1\"}";
    create(&mut kernel, paid).unwrap();
    // The start cost 11, which takes the meter below its threshold, the message 12.
    let meter = "#{\"remaining\":\"+1027\",\"threshold\":\"+1040\"}";
    assert_eq!(read(&mut kernel, "\"m1\""), meter);
    assert_eq!(
        told(&host, "vatAdmin"),
        [
            "#[\"meterCrossedThreshold\",[\"m1\",\"+1039\"]]",
            "#[\"newVatCallback\",[\"v3\",{\"root\":\"$0.Alleged: vatRoot\"}]]",
        ]
    );
    // What a meter holds has an end.
    let most = format!("\"+{}\"", u128::MAX);
    ask(&mut kernel, "addMeterRemaining", &["\"m1\"", &most]).unwrap();
    assert!(read(&mut kernel, "\"m1\"").contains(&most));
}

#[test]
fn a_vat_that_ends_itself_goes_on_until_its_delivery_is_over() {
    // spec A10, A6: also with what it decides; nobody hears of its end before what it says.
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message {
            methargs,
            result: Some(result),
            ..
        } = delivery
        else {
            return Ended::Returned;
        };
        if method(methargs) != "go" {
            send(kernel, "o-50", "remember", &["p+1"], Some("p+2"));
            return Ended::Returned;
        }
        for why in ["#[\"v1\",\"enough\"]", "#[\"v1\",\"again\"]"] {
            let answer = kernel.syscall(Syscall::CallNow {
                device: vref("d-70"),
                method: "terminateWithFailure".to_owned(),
                args: CapData::plain(why),
            });
            answer.unwrap();
        }
        send(kernel, "o-50", "farewell", &[], None);
        resolve(
            kernel,
            vec![resolution(&result.to_string(), "#\"done\"", &[])],
        );
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", boot), ("vatAdmin", listens)]);
    let mut genesis = host.genesis();
    genesis.devices = ["vatAdmin".to_owned()].into();
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let result = kernel.send_to_root("boot", "go", &[]).unwrap();
    let known = told(&host, "vatAdmin").len();
    run(&mut kernel);
    let status = kernel.promise(result).unwrap();
    assert!(
        matches!(&status, PromiseStatus::Fulfilled(data) if data.body == "#\"done\""),
        "{status:?}"
    );
    assert_eq!(
        told(&host, "vatAdmin")[known..],
        [
            "#[\"farewell\",[]]",
            "#[\"vatTerminated\",[\"v1\",true,\"&0\"]]"
        ]
    );
    assert_eq!(last_words(&host), ["#\"enough\""]);
    assert_eq!(
        crate::scripted::status(&kernel, "boot"),
        VatStatus::Ended("terminated".to_owned())
    );
}

/// Wants to know what every promise comes to that it is told of.
fn listens(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        let promises = methargs.slots.iter().filter(|slot| slot.is_promise());
        promises.for_each(|promise| subscribe(kernel, &promise.to_string()));
    }
    Ended::Returned
}

/// What the promises for the ends of vats came to.
fn last_words(host: &Scripted) -> Vec<String> {
    let log = host.log.borrow();
    let notified = log.iter().filter(|(vat, _)| vat == "vatAdmin");
    let resolutions = notified.filter_map(|(_, delivery)| match delivery {
        Delivery::Notify { resolutions } => Some(resolutions),
        _ => None,
    });
    resolutions
        .flatten()
        .filter(|resolution| !resolution.data.body.contains("vat terminated"))
        .map(|resolution| resolution.data.body.clone())
        .collect()
}

#[test]
fn last_words_have_an_end() {
    // spec A6
    fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        let Delivery::Message { methargs, .. } = delivery else {
            return Ended::Returned;
        };
        let (bytes, slots) = match method(methargs).as_str() {
            "most" => (1 << 20, 1_000),
            "longer" => ((1 << 20) + 1, 0),
            "wider" => (10, 1_001),
            _ => return Ended::Returned,
        };
        let info = CapData {
            body: format!("#\"{}\"", "x".repeat(bytes - 3)),
            slots: vec![vref("o+0"); slots],
        };
        let failure = false;
        kernel.syscall(Syscall::Exit { failure, info }).unwrap();
        Ended::Returned
    }
    for (words, whole) in [("most", true), ("longer", false), ("wider", false)] {
        let host = Scripted::new(&[("boot", boot), ("vatAdmin", listens)]);
        let mut kernel = host.kernel();
        run(&mut kernel);
        kernel.send_to_root("boot", words, &[]).unwrap();
        run(&mut kernel);
        let said = last_words(&host);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].contains("xxx"), whole, "{words}");
        assert_eq!(said[0].contains("more to say"), !whole, "{words}");
    }
}
