//! The life of vats, against scripted vats: bundles, the vat-admin vat and what it is told.

use crate::scripted::*;
use crankcase_abi::{Bundle, BundleId, CapData, Delivery, Ended, KernelSide, Module, Syscall};
use crankcase_kernel::{Kernel, KernelError, KernelOptions, bundle_id_text};
use crankcase_store::Store;
use std::collections::BTreeMap;

/// The canonical bytes of a bundle of one module.
pub fn bundle(entry: &str) -> Vec<u8> {
    let module = Module {
        source: "export const buildRootObject = () => {};".to_owned(),
        imports: BTreeMap::new(),
    };
    let modules = BTreeMap::from([(entry.to_owned(), module)]);
    let entry = entry.to_owned();
    Bundle { entry, modules }.to_bytes()
}

/// The messages that a vat got, whole.
pub fn told(host: &Scripted, vat: &str) -> Vec<String> {
    let log = host.log.borrow();
    let to_it = log.iter().filter(|(name, _)| name == vat);
    to_it
        .filter_map(|(_, delivery)| match delivery {
            Delivery::Message { methargs, .. } => Some(methargs.body.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_bundle_is_installed_once_and_the_vat_admin_is_told() {
    // spec A2, A3
    let host = Scripted::new(&[("boot", answers), ("vatAdmin", quiet)]);
    let mut genesis = host.genesis();
    genesis.bundles = BTreeMap::from([("named".to_owned(), bundle("named.js").into())]);
    let mut kernel = host.kernel_of(&genesis);
    run(&mut kernel);
    let named = BundleId::of(&bundle("named.js"));
    assert_eq!(kernel.bundle_named("named"), Some(named));
    assert_eq!(kernel.bundle_named("other"), None);

    let before = kernel.activity_hash();
    assert_eq!(kernel.install_bundle(&bundle("named.js")).unwrap(), named);
    assert_eq!(kernel.activity_hash(), before, "it was there");
    let late = kernel.install_bundle(&bundle("late.js")).unwrap();
    let installed = kernel.activity_hash();
    assert_ne!(installed, before);
    assert_eq!(kernel.install_bundle(&bundle("late.js")).unwrap(), late);
    assert_eq!(kernel.activity_hash(), installed);
    run(&mut kernel);
    let id = bundle_id_text(late);
    assert_eq!(
        told(&host, "vatAdmin"),
        [format!("#[\"bundleInstalled\",[\"{id}\"]]")]
    );
    let sizes: BTreeMap<_, _> = kernel.bundles().collect();
    assert_eq!(sizes.keys().len(), 2);
    assert_eq!(sizes[&late], bundle("late.js").len() as u64);
}

#[test]
fn what_is_no_bundle_is_refused_without_a_trace() {
    // spec A2
    let host = Scripted::new(&[("boot", answers), ("vatAdmin", quiet)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let before = kernel.activity_hash();
    let good = bundle("x.js");
    let mut longer = good.clone();
    longer.push(0);
    // The same bundle, its first string spelled with a longer header than need be.
    let at = good.iter().position(|byte| *byte == 0xa4).unwrap();
    let mut otherwise = good[..at].to_vec();
    otherwise.extend([0xd9, 4]);
    otherwise.extend(&good[at + 1..]);
    for wrong in [
        &[][..],
        b"text",
        &good[..good.len() - 1],
        &longer,
        &otherwise,
    ] {
        let refused = kernel.install_bundle(wrong);
        assert!(matches!(refused, Err(KernelError::Bundle(_))), "{wrong:?}");
    }
    assert_eq!(kernel.activity_hash(), before);
    assert_eq!(kernel.bundles().count(), 0);
    assert!(told(&host, "vatAdmin").is_empty());
    kernel.install_bundle(&good).unwrap();
}

#[test]
fn bundles_survive_reopening() {
    // spec A2
    let directory = tempfile::tempdir().unwrap();
    let host = Scripted::new(&[("boot", answers)]);
    let store = Store::create(directory.path(), Default::default()).unwrap();
    let mut genesis = host.genesis();
    genesis.bundles = BTreeMap::from([("named".to_owned(), bundle("named.js").into())]);
    let mut kernel = host.kernel_in(store, &genesis);
    let late = kernel.install_bundle(&bundle("late.js")).unwrap();
    kernel.commit().unwrap();
    let known: Vec<_> = kernel.bundles().collect();
    drop(kernel);
    let store = Store::open(directory.path(), Default::default()).unwrap();
    let kernel = Kernel::open(store, Box::new(host), KernelOptions::default()).unwrap();
    assert_eq!(kernel.bundles().collect::<Vec<_>>(), known);
    assert!(known.iter().any(|(id, _)| *id == late));
    assert!(kernel.bundle_named("named").is_some());
}

/// Ends with whatever the message is called: exits and failures carry a new object, a new promise, and a promise
/// alone.
fn leaves(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    let Delivery::Message { methargs, .. } = delivery else {
        return Ended::Returned;
    };
    let how = method(methargs);
    let (body, slots) = match how.as_str() {
        "exit" | "fail" => (
            "#{\"both\":[\"$0\",\"$0\"],\"later\":\"&1\"}",
            vec![vref("o+5"), vref("p+5")],
        ),
        "promise" => ("#\"&0\"", vec![vref("p+5")]),
        // Whatever a vat says last must not spoil the news of its end.
        "garbage" => ("]],\"", vec![]),
        _ => return Ended::OutOfMeter,
    };
    let info = CapData {
        body: body.to_owned(),
        slots,
    };
    let failure = how == "fail";
    kernel.syscall(Syscall::Exit { failure, info }).unwrap();
    Ended::Returned
}

/// The vat-admin vat of these tests: wants to know how what it is told goes on.
fn listens(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        for slot in methargs.slots.iter().filter(|slot| slot.is_promise()) {
            subscribe(kernel, &slot.to_string());
        }
    }
    Ended::Returned
}

#[test]
fn the_vat_admin_is_told_how_vats_end() {
    // spec A6, A3
    let cases = [
        ("exit", false, false, "both"),
        ("fail", true, true, "both"),
        ("promise", false, true, "vat terminated"),
        ("garbage", false, false, "]],"),
        ("fault", true, true, "compute limit"),
    ];
    for (how, failure, rejected, body) in cases {
        let host = Scripted::new(&[("boot", answers), ("vat", leaves), ("vatAdmin", listens)]);
        let mut kernel = host.kernel();
        run(&mut kernel);
        kernel.send_to_root("vat", how, &[]).unwrap();
        run(&mut kernel);
        let id = kernel
            .vats()
            .iter()
            .find(|vat| vat.name == "vat")
            .unwrap()
            .id;
        assert_eq!(
            told(&host, "vatAdmin"),
            [format!("#[\"vatTerminated\",[\"{id}\",{failure},\"&0\"]]")]
        );
        let log = host.log.borrow();
        let Some((_, Delivery::Notify { resolutions })) = log
            .iter()
            .rfind(|(_, delivery)| matches!(delivery, Delivery::Notify { .. }))
        else {
            panic!("{how}: no news of the promise")
        };
        assert_eq!(resolutions[0].rejected, rejected, "{how}");
        assert!(
            resolutions[0].data.body.contains(body),
            "{how}: {resolutions:?}"
        );
        if body == "both" {
            // The promise in the data was decided by nobody else.
            assert!(resolutions[1].rejected && resolutions[1].data.body.contains("vat terminated"));
        }
    }
}

#[test]
fn nobody_is_told_once_the_vat_admin_has_ended() {
    // spec A3
    let host = Scripted::new(&[("boot", answers), ("vat", leaves), ("vatAdmin", leaves)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    kernel.send_to_root("vatAdmin", "exit", &[]).unwrap();
    kernel.send_to_root("vat", "exit", &[]).unwrap();
    run(&mut kernel);
    kernel.install_bundle(&bundle("late.js")).unwrap();
    run(&mut kernel);
    assert_eq!(told(&host, "vatAdmin"), ["#[\"exit\",[]]"]);
}
