//! What vats leave behind when they end, and how it is cleaned up, bit by bit.

use crate::scripted::*;
use crankcase_abi::{CapData, Delivery, Ended, KernelSide, Syscall, VatFault};
use crankcase_kernel::{
    CleanupBudget, CrankSummary, Kernel, KernelError, KernelOptions, Silent, VatStatus,
};
use crankcase_store::{Batch, Store};

/// Ends as its messages say; `give` hands out objects and promises, and keeps what it is given.
fn dies(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if at == 0 {
        for key in ["a", "b", "c", "d"] {
            let (key, value) = (key.to_owned(), "v".to_owned());
            kernel.syscall(Syscall::VatstoreSet { key, value }).unwrap();
        }
    }
    let Delivery::Message { methargs, .. } = delivery else {
        return Ended::Returned;
    };
    match method(methargs).as_str() {
        "die" => return Ended::VatFault(VatFault::MemoryLimit),
        "exit" => {
            let (failure, info) = (false, CapData::undefined());
            _ = kernel.syscall(Syscall::Exit { failure, info });
        }
        "give" => {
            let receiver = methargs.slots[0].to_string();
            let objects = ["o+1", "o+2", "o+10"];
            send(kernel, &receiver, "keep", &objects, None);
            send(kernel, &receiver, "keep", &["p+2", "p+10", "p+1"], None);
            for slot in &methargs.slots {
                if slot.is_promise() {
                    subscribe(kernel, &slot.to_string());
                }
            }
        }
        _ => {}
    }
    Ended::Returned
}

/// Gives `vat` three objects and three promises, and keeps what it is given.
fn giver(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message { methargs, .. } = delivery {
        match method(methargs).as_str() {
            "bootstrap" => {
                let given = ["o+1", "o+2", "o+3", "p+1", "p+2", "p+3"];
                send(kernel, &roots(delivery)["vat"], "give", &given, None);
            }
            "keep" => {
                for slot in methargs.slots.iter().filter(|slot| slot.is_promise()) {
                    subscribe(kernel, &slot.to_string());
                }
            }
            "settle" => resolve(kernel, vec![resolution("p+1", "#1", &[])]),
            "forget" => drop_imports(kernel, &["o-51", "o-52", "o-53"]),
            "lose" => {
                drop_imports(kernel, &["o-51", "o-52", "o-53"]);
                retire_imports(kernel, &["o-51", "o-52", "o-53"]);
            }
            "call" => send(kernel, "o-51", "hello", &[], Some("p+9")),
            _ => {}
        }
    }
    Ended::Returned
}

/// A kernel in which `boot` and `vat` have each other's objects and promises.
fn entangled() -> (Scripted, Kernel) {
    let host = Scripted::new(&[("boot", giver), ("vat", dies)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    (host, kernel)
}

/// Sends a message and runs with this budget, as far as it goes.
fn send_with(
    kernel: &mut Kernel,
    vat: &str,
    method: &str,
    budget: CleanupBudget,
) -> Vec<CrankSummary> {
    kernel.send_to_root(vat, method, &[]).unwrap();
    run_with(kernel, budget)
}

fn run_with(kernel: &mut Kernel, budget: CleanupBudget) -> Vec<CrankSummary> {
    std::iter::from_fn(|| step_with(kernel, budget)).collect()
}

/// What the tables hold of `vat`: its c-list and the keys of its store.
fn left(kernel: &Kernel) -> Vec<String> {
    let vats = kernel.dump().unwrap().vats;
    let vat = vats.into_iter().find(|vat| vat.name == "vat").unwrap();
    let entries = vat.clist.into_iter().map(|entry| entry.vref);
    let stored = vat.vatstore.into_iter().map(|(key, _)| key);
    let mut left: Vec<_> = entries.chain(stored).collect();
    left.sort();
    left
}

#[test]
fn cleanup_goes_phase_by_phase_as_far_as_the_budget() {
    // spec A11, A13, A14, P2.3
    let (_, mut kernel) = entangled();
    let cranks = send_with(&mut kernel, "vat", "die", CleanupBudget::NONE);
    assert!(cranks.iter().all(|crank| crank.cleaned.is_none()));
    let mut expected = vec![
        "a", "b", "c", "d", "o+0", "o+1", "o+10", "o+2", "o-50", "o-51", "o-52", "p+1", "p+10",
        "p+2", "p-60", "p-61", "p-62",
    ];
    assert_eq!(left(&kernel), expected);
    assert_eq!(kernel.dump().unwrap().terminated, ["v2"]);
    // Nothing but the budget keeps it from going on.
    let budget = CleanupBudget {
        exports: 3,
        imports: 2,
        promises: 4,
        kv: 1,
    };
    let none = CleanupBudget {
        exports: 0,
        ..budget
    };
    assert!(step_with(&mut kernel, none).is_none());
    let mut clean = |gone: &[&str], done: bool| {
        let crank = step_with(&mut kernel, budget).unwrap();
        let cleaned = crank.cleaned.unwrap();
        let sum = cleaned.exports + cleaned.imports + cleaned.promises + cleaned.kv;
        assert_eq!((sum as usize, cleaned.done), (gone.len(), done));
        assert!(crank.delivered.is_none() && cleaned.vat.0 == 2);
        expected.retain(|name| !gone.contains(name));
        assert_eq!(left(&kernel), expected);
    };
    // In the order of the texts; what is left of a budget is not for the next phase.
    clean(&["o+0", "o+1", "o+10"], false);
    clean(&["o+2", "o-50", "o-51"], false);
    clean(&["o-52", "p+1", "p+10", "p+2", "p-60"], false);
    clean(&["p-61", "p-62", "a"], false);
    clean(&["b"], false);
    clean(&["c"], false);
    clean(&["d"], true);
    assert!(kernel.dump().unwrap().terminated.is_empty());
}

#[test]
fn cleanup_comes_before_garbage_and_messages() {
    // spec P2.3
    let (host, mut kernel) = entangled();
    let known = host.seen().len();
    kernel.send_to_root("vat", "die", &[]).unwrap();
    kernel.send_to_root("boot", "lose", &[]).unwrap();
    let cranks = run_with(&mut kernel, CleanupBudget::each(2));
    let cleaning: Vec<_> = cranks.iter().map(|crank| crank.cleaned.is_some()).collect();
    // After the fault the cleanup in six parts; then what boot hears of its objects, and its message.
    let mut expected = vec![false; cleaning.len()];
    expected[1..7].fill(true);
    assert_eq!(cleaning, expected);
    let told = host.since(known);
    assert_eq!(told[1], "boot:drop exports o+1,o+2,o+3");
    assert!(told[2..].contains(&"boot:o+0.lose".to_owned()), "{told:?}");
}

#[test]
fn whom_is_cleaned_up_after_takes_no_part() {
    // spec A11, A13, P3.1: no messages, no news, no word of garbage, while everything of it is still there.
    let (host, mut kernel) = entangled();
    send_with(&mut kernel, "vat", "die", CleanupBudget::NONE);
    assert!(matches!(
        kernel.send_to_root("vat", "m", &[]),
        Err(KernelError::Ended(_))
    ));
    let known = host.seen().len();
    for method in ["call", "settle", "lose"] {
        send_with(&mut kernel, "boot", method, CleanupBudget::NONE);
    }
    let told = host.since(known);
    assert_eq!(told, ["boot:o+0.call", "boot:o+0.settle", "boot:o+0.lose"]);
    // The result of a message to it is rejected, which nobody asked about.
    let dump = kernel.dump().unwrap();
    let mut entries = dump.vats[0].clist.iter();
    let result = entries.find(|entry| entry.vref == "p+9").unwrap();
    let mut promises = dump.promises.iter();
    let result = promises
        .find(|promise| promise.kref == result.kref)
        .unwrap();
    let reason = &result.data.as_ref().unwrap().body;
    assert!(result.state == "rejected" && reason.contains("vat terminated"));
    // What nobody reaches any more waits for the cleanup.
    let owned = |kernel: &Kernel| {
        let objects = kernel.dump().unwrap().objects;
        let of_vat = objects.iter().filter(|o| o.owner.as_deref() == Some("v2"));
        of_vat.count()
    };
    assert_eq!(owned(&kernel), 4);
    run(&mut kernel);
    assert_eq!((owned(&kernel), left(&kernel).len()), (0, 0));
}

#[test]
fn every_budget_leads_to_the_same_end() {
    // spec A14
    let end = |budgets: &[CleanupBudget]| {
        let (_, mut kernel) = entangled();
        send_with(&mut kernel, "boot", "forget", CleanupBudget::NONE);
        kernel.send_to_root("vat", "die", &[]).unwrap();
        for budget in budgets {
            step_with(&mut kernel, *budget);
        }
        run(&mut kernel);
        // How many deliveries it took to tell of the garbage depends on the budget; what is left does not.
        let mut dump = kernel.dump().unwrap();
        (dump.cranks, dump.activity_hash) = (0, String::new());
        for vat in &mut dump.vats {
            (vat.deliveries, vat.computrons) = (0, 0);
            vat.dirt.deliveries = 0;
            vat.transcript_hash.clear();
        }
        format!("{dump:?}")
    };
    let expected = end(&[]);
    for most in [1, 2, 3, 5, 8, u32::MAX] {
        assert_eq!(end(&[CleanupBudget::each(most); 40]), expected, "{most}");
    }
    let some = [
        CleanupBudget::each(1),
        CleanupBudget::NONE,
        CleanupBudget::each(2),
    ];
    assert_eq!(end(&some.repeat(10)), expected);
    let one_kind = CleanupBudget {
        exports: 1,
        ..CleanupBudget::NONE
    };
    assert_eq!(end(&[one_kind; 10]), expected);
}

#[test]
fn a_crank_cleans_no_more_than_its_share() {
    // spec A14: whatever the budget.
    fn hoarder(at: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if at < 13 {
            let first = 9_000 * at;
            let names: Vec<_> = (first + 1..=first + 9_000)
                .map(|n| format!("p+{n}"))
                .collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            send(kernel, "o+0", "more", &names, None);
        }
        match delivery {
            Delivery::Message { methargs, .. } if method(methargs) == "die" => Ended::OutOfMeter,
            _ => Ended::Returned,
        }
    }
    let host = Scripted::new(&[("boot", hoarder)]);
    let mut genesis = host.genesis();
    genesis.vats.get_mut("boot").unwrap().reap.never = true;
    let mut kernel = host.kernel_of(&genesis);
    while kernel.step(&mut Silent).unwrap().is_some() {}
    kernel.send_to_root("boot", "die", &[]).unwrap();
    let mut cleaned = Vec::new();
    while let Some(crank) = kernel
        .step_with(&mut Silent, CleanupBudget::each(u32::MAX))
        .unwrap()
    {
        cleaned.extend(crank.cleaned.map(|cleaned| cleaned.promises));
    }
    assert_eq!(cleaned, [100_000, 17_001]);
    assert_eq!(kernel.violations().unwrap(), []);
}

#[test]
fn a_store_shows_how_far_the_cleanup_has_come() {
    // spec A13, R8: opened at any point it goes on; without the queue's row it is refused.
    let host = Scripted::new(&[("boot", giver), ("vat", dies)]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let open = || {
        let store = Store::open(&path, Default::default()).unwrap();
        Kernel::open(store, Box::new(host.clone()), KernelOptions::default())
    };
    let store = Store::create(&path, Default::default()).unwrap();
    let mut kernel = host.kernel_in(store, &host.genesis());
    run(&mut kernel);
    send_with(&mut kernel, "vat", "die", CleanupBudget::NONE);
    let mut steps = 0;
    loop {
        kernel.commit().unwrap();
        let before = format!("{:?}", kernel.dump().unwrap());
        drop(kernel);
        kernel = open().unwrap();
        assert_eq!(format!("{:?}", kernel.dump().unwrap()), before);
        let crank = step_with(&mut kernel, CleanupBudget::each(1)).unwrap();
        if crank.cleaned.unwrap().done {
            break;
        }
        steps += 1;
        if steps == 5 {
            // Forged here, and put back.
            kernel.commit().unwrap();
            drop(kernel);
            let mut store = Store::open(&path, Default::default()).unwrap();
            let row = store.scan(b"T").unwrap().next().unwrap().unwrap();
            let mut batch = Batch::new();
            batch.delete(row.0.clone());
            store.commit(batch).unwrap();
            drop(store);
            match open() {
                Err(KernelError::Corrupt(why)) => assert!(why.contains("v2"), "{why}"),
                other => panic!("{:?}", other.map(|_| ())),
            }
            let mut store = Store::open(&path, Default::default()).unwrap();
            let mut batch = Batch::new();
            batch.put(row.0, row.1);
            store.commit(batch).unwrap();
            drop(store);
            kernel = open().unwrap();
        }
    }
    assert_eq!(steps, 13);
}

#[test]
fn the_end_of_a_critical_vat_stops_the_kernel() {
    // spec A16
    for how in ["die", "exit"] {
        let host = Scripted::new(&[("boot", quiet), ("vat", dies)]);
        let mut genesis = host.genesis();
        genesis.vats.get_mut("vat").unwrap().critical = true;
        let mut kernel = host.kernel_of(&genesis);
        run(&mut kernel);
        kernel.send_to_root("vat", how, &[]).unwrap();
        let before = format!("{:?}", kernel.dump().unwrap());
        match kernel.step(&mut Silent) {
            Err(KernelError::CriticalVat { name, reason }) => {
                assert_eq!(name, "vat");
                assert!(!reason.is_empty());
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(
            format!("{:?}", kernel.dump().unwrap()),
            before,
            "nothing is kept of that crank"
        );
    }
    let host = Scripted::new(&[("boot", quiet)]);
    let mut genesis = host.genesis();
    let hash = genesis.hash();
    genesis.vats.get_mut("boot").unwrap().critical = true;
    assert_ne!(genesis.hash(), hash);
}

#[test]
fn hosts_end_vats() {
    // spec A10
    let (host, mut kernel) = entangled();
    let vat = kernel.vats()[1].id;
    let hash = kernel.activity_hash();
    kernel.terminate_vat(vat, "not needed").unwrap();
    assert_ne!(kernel.activity_hash(), hash);
    assert_eq!(kernel.violations().unwrap(), []);
    let ended = VatStatus::Ended("not needed".to_owned());
    assert_eq!(status(&kernel, "vat"), ended);
    let again = kernel.terminate_vat(vat, "again");
    assert!(matches!(again, Err(KernelError::Ended(name)) if name == "vat"));
    let nobody = kernel.terminate_vat(crankcase_kernel::VatId(9), "x");
    assert!(matches!(nobody, Err(KernelError::NoSuchVat(_))));
    let known = host.seen().len();
    run(&mut kernel);
    assert!(
        host.since(known)
            .iter()
            .all(|line| line.starts_with("boot:"))
    );
    assert_eq!(left(&kernel).len(), 0);
}
