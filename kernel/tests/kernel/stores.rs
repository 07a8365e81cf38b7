//! The stores of vats, and calls of devices.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall, SyscallResult, VatFault};
use crankcase_kernel::{Kernel, KernelOptions, VatStatus};
use crankcase_store::Store;

fn set(kernel: &mut dyn KernelSide, key: &str, value: &str) {
    let (key, value) = (key.to_owned(), value.to_owned());
    let _ = kernel.syscall(Syscall::VatstoreSet { key, value });
}

fn get(kernel: &mut dyn KernelSide, key: &str) -> Option<String> {
    let key = key.to_owned();
    match kernel.syscall(Syscall::VatstoreGet { key }) {
        Ok(SyscallResult::Value(value)) => value,
        other => panic!("{other:?}"),
    }
}

fn after(kernel: &mut dyn KernelSide, prior: &str) -> Option<String> {
    let prior = prior.to_owned();
    match kernel.syscall(Syscall::VatstoreGetNextKey { prior }) {
        Ok(SyscallResult::Value(value)) => value,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_vat_has_a_store_of_its_own() {
    // spec P7.6, T2: also where the answers come from the transcript.
    fn vat(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        match at {
            0 => {
                for key in ["b", "a", "é", "a\u{10000}", "ab", "\u{FFFF}"] {
                    set(kernel, key, &format!("<{key}>"));
                }
                set(kernel, "a", "");
            }
            1 => {
                let mut keys = vec![String::new()];
                while let Some(key) = after(kernel, keys.last().unwrap()) {
                    keys.push(key);
                }
                assert_eq!(keys[1..], ["a", "ab", "a\u{10000}", "b", "é", "\u{FFFF}"]);
                assert_eq!(after(kernel, "aa").as_deref(), Some("ab"));
                assert_eq!(get(kernel, "a").as_deref(), Some(""));
                assert_eq!(get(kernel, "é").as_deref(), Some("<é>"));
                assert_eq!(get(kernel, "c"), None);
                let key = "b".to_owned();
                kernel.syscall(Syscall::VatstoreDelete { key }).unwrap();
                assert_eq!(get(kernel, "b"), None);
            }
            2 => assert_eq!(get(kernel, "b"), None),
            _ => {
                set(kernel, "undone", "x");
                return Ended::VatFault(VatFault::MemoryLimit);
            }
        }
        Ended::Returned
    }
    fn other(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        assert_eq!(get(kernel, "a").is_some(), at > 0);
        set(kernel, "a", "mine");
        assert_eq!(after(kernel, "a"), None);
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", vat), ("other", other)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = Store::create(&path, Default::default()).unwrap();
    let options = KernelOptions::default;
    let mut kernel = host.kernel_in(store, &host.genesis());
    run(&mut kernel);
    kernel.commit().unwrap();
    let stored = format!("{:?}", kernel.dump().unwrap().vats[0].vatstore);
    drop(kernel);
    let store = Store::open(&path, Default::default()).unwrap();
    let mut kernel = Kernel::open(store, Box::new(host.clone()), options()).unwrap();
    assert_eq!(
        format!("{:?}", kernel.dump().unwrap().vats[0].vatstore),
        stored
    );
    kernel.send_to_root("other", "m", &[]).unwrap();
    kernel.send_to_root("boot", "m", &[]).unwrap();
    run(&mut kernel);
    assert_eq!(kernel.dump().unwrap().vats[0].vatstore.len(), 5);
    // spec G9
    kernel.send_to_root("boot", "m", &[]).unwrap();
    run(&mut kernel);
    assert!(kernel.dump().unwrap().vats[0].vatstore.is_empty());
    assert_eq!(kernel.dump().unwrap().vats[1].vatstore.len(), 1);
}

#[test]
fn keys_values_and_answers_have_limits() {
    // spec P7.5, P7.6, P7.7
    type Call = fn(&mut dyn KernelSide);
    let calls: [Call; 8] = [
        |kernel| set(kernel, "", "x"),
        |kernel| set(kernel, &"k".repeat(1025), "x"),
        |kernel| set(kernel, "k", &"x".repeat(10_000_001)),
        |kernel| {
            let key = String::new();
            let _ = kernel.syscall(Syscall::VatstoreGet { key });
        },
        |kernel| {
            let prior = "k".repeat(1025);
            let _ = kernel.syscall(Syscall::VatstoreGetNextKey { prior });
        },
        |kernel| {
            let key = "é".repeat(513);
            let _ = kernel.syscall(Syscall::VatstoreDelete { key });
        },
        // An answer enters the transcript as much as a call does.
        |kernel| {
            set(kernel, "k", &"x".repeat(9_000_000));
            for _ in 0..3 {
                let key = "k".to_owned();
                let _ = kernel.syscall(Syscall::VatstoreGet { key });
            }
        },
        |kernel| {
            let _ = kernel.syscall(Syscall::CallNow {
                device: vref("d-70"),
                method: "m".to_owned(),
                args: CapData::plain("#[]"),
            });
        },
    ];
    thread_local!(static CALL: std::cell::Cell<Option<Call>> = const { std::cell::Cell::new(None) });
    fn vat(at: u64, _: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if at > 0 {
            CALL.get().unwrap()(kernel);
        }
        Ended::Returned
    }
    let outcome = |call: Call| {
        CALL.set(Some(call));
        let host = Scripted::new(&[("boot", vat)]);
        let mut kernel = host.kernel();
        run(&mut kernel);
        status(&kernel, "boot")
    };
    for (number, call) in calls.into_iter().enumerate() {
        match outcome(call) {
            VatStatus::Ended(why) => {
                assert!(why.starts_with("illegal syscall: "), "{number}: {why}")
            }
            other => panic!("call {number} was answered: {other:?}"),
        }
    }
    let largest = |kernel: &mut dyn KernelSide| {
        set(kernel, &"k".repeat(1024), &"é".repeat(10_000_000));
    };
    assert_eq!(outcome(largest), VatStatus::Running);
}
