//! What an observer is told of cranks.

use crate::scripted::*;
use crankcase_abi::{ConsoleLevel, Delivery, Ended, KernelSide, Syscall};
use crankcase_kernel::{
    ClistChange, CrankItem, CrankNumber, Kernel, KernelOptions, Observer, Silent, TraceEvent,
};
use crankcase_store::Store;

/// Every event in a few words.
#[derive(Default)]
struct Words(Vec<String>);

impl Observer for Words {
    fn wants_events(&self) -> bool {
        true
    }

    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        self.0.push(format!("{crank} {}", words(event)));
    }
}

fn words(event: &TraceEvent<'_>) -> String {
    match event {
        TraceEvent::CrankStart { item } => format!("start {}", about(item)),
        TraceEvent::CreateVat { vat, name, .. } => format!("create {vat} {name}"),
        TraceEvent::VatStartupStart { vat } => format!("make {vat}"),
        TraceEvent::VatStartupFinish { vat } => format!("made {vat}"),
        TraceEvent::StartReplay { vat, deliveries } => format!("replay {vat} {deliveries}"),
        TraceEvent::FinishReplay { vat, deliveries } => format!("replayed {vat} {deliveries}"),
        TraceEvent::HeapSnapshotSave { vat, .. } => format!("save {vat}"),
        TraceEvent::HeapSnapshotLoad { vat, .. } => format!("load {vat}"),
        TraceEvent::HeapSnapshotSkip { vat, .. } => format!("skip {vat}"),
        TraceEvent::Deliver {
            vat, number, names, ..
        } => format!("deliver {vat} {number} {names:?}"),
        TraceEvent::DeliverResult { vat, report, .. } => format!("end {vat} {:?}", report.ended),
        TraceEvent::Syscall { index, names, .. } => format!("call {index} {names:?}"),
        TraceEvent::SyscallResult { index, result, .. } => match result {
            Ok(answer) => format!("answer {index} {answer:?}"),
            Err(why) => format!("refusal {index} {why}"),
        },
        TraceEvent::Console { vat, text, .. } => format!("print {vat} {text}"),
        TraceEvent::Clist {
            vat,
            change,
            kref,
            vref,
        } => {
            let change = match change {
                ClistChange::Import => "import",
                ClistChange::Export => "export",
                ClistChange::Drop => "drop",
            };
            format!("{change} {vat} {kref} {vref}")
        }
        TraceEvent::Terminate {
            vat,
            reason,
            undone,
        } => format!("terminate {vat} {undone}: {reason}"),
        TraceEvent::Pause { vat } => format!("pause {vat}"),
        TraceEvent::VatCleanup { cleaned } => format!("clean {}", cleaned.vat),
        TraceEvent::CrankFinish { .. } => "finish".to_owned(),
    }
}

fn about(item: &CrankItem<'_>) -> String {
    match item {
        CrankItem::Start { vat, .. } => format!("start {vat}"),
        CrankItem::Send {
            target,
            methargs,
            result,
        } => format!("send {target} {:?} {result:?}", methargs.slots),
        CrankItem::Notify { vat, promise } => format!("notify {vat} {promise}"),
        other => format!("{other:?}"),
    }
}

/// Sends a message to the other, hears what it comes to, and lets go.
fn boot(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    match delivery {
        Delivery::Message { .. } => {
            kernel.console(ConsoleLevel::Log, "hello");
            let roots = roots(delivery);
            send(kernel, &roots["other"], "ask", &["o+1"], Some("p+1"));
            subscribe(kernel, "p+1");
        }
        Delivery::Notify { .. } => {
            let _ = kernel.syscall(Syscall::Subscribe {
                promise: vref("p+99"),
            });
        }
        _ => {}
    }
    Ended::Returned
}

fn scripts() -> Scripted {
    Scripted::new(&[("boot", boot), ("other", answers)])
}

fn watched(kernel: &mut Kernel) -> Vec<String> {
    let mut words = Words::default();
    while kernel.step(&mut words).unwrap().is_some() {}
    words.0
}

#[test]
fn every_event_is_told_in_its_place() {
    // spec C1.2
    let mut kernel = scripts().kernel();
    let expected = "\
0 start start v1
0 create v1 boot
0 make v1
0 made v1
0 deliver v1 0 []
0 end v1 Returned
0 finish
1 start start v2
1 create v2 other
1 make v2
1 made v2
1 deliver v2 0 []
1 end v2 Returned
1 finish
2 start send ko20 [ko20, ko21] Some(kp40)
2 deliver v1 1 [(o+0, ko20), (o-50, ko21), (p-60, kp40)]
2 print v1 hello
2 call 0 [(o+1, ko22), (o-50, ko21), (p+1, kp41)]
2 answer 0 Done
2 call 1 [(p+1, kp41)]
2 answer 1 Done
2 end v1 Returned
2 import v1 ko21 o-50
2 export v1 ko22 o+1
2 import v1 kp40 p-60
2 export v1 kp41 p+1
2 finish
3 start send ko21 [ko22] Some(kp41)
3 deliver v2 1 [(o+0, ko21), (o-50, ko22), (p-60, kp41)]
3 call 0 [(p-60, kp41)]
3 answer 0 Done
3 end v2 Returned
3 import v2 ko22 o-50
3 finish
4 start notify v1 kp41
4 deliver v1 2 [(p+1, kp41)]
4 call 0 []
4 refusal 0 subscribe to p+99, which is no promise of this vat
4 end v1 VatFault(IllegalSyscall(\"subscribe to p+99, which is no promise of this vat\"))
4 terminate v1 true: illegal syscall: subscribe to p+99, which is no promise of this vat
";
    let seen = watched(&mut kernel);
    let expected: Vec<_> = expected.lines().collect();
    assert_eq!(seen[..expected.len()], expected);
}

#[test]
fn watching_changes_nothing() {
    // spec C1.1
    let (mut one, mut other) = (scripts().kernel(), scripts().kernel());
    watched(&mut one);
    while other.step(&mut Silent).unwrap().is_some() {}
    assert_eq!(one.activity_hash(), other.activity_hash());
    let dump = |kernel: &Kernel| serde_json::to_string(&kernel.dump().unwrap()).unwrap();
    assert_eq!(dump(&one), dump(&other));
}

#[test]
fn a_kernel_that_is_opened_again_tells_the_same_but_what_it_brings_back() {
    // spec C1.3
    let straight = watched(&mut scripts().kernel());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut again = Words::default();
    let store = Store::create(&path, Default::default()).unwrap();
    let mut kernel = scripts().kernel_in(store, &scripts().genesis());
    while kernel.step(&mut again).unwrap().is_some() {
        kernel.commit().unwrap();
        drop(kernel);
        let store = Store::open(&path, Default::default()).unwrap();
        kernel = Kernel::open(store, Box::new(scripts()), KernelOptions::default()).unwrap();
    }
    let of_host = |line: &String| line.contains(" replay") || line.contains(" made ");
    assert!(again.0.iter().any(|line| line.contains(" replay v1 2")));
    let computed = |lines: &[String]| -> Vec<_> {
        let kept = lines.iter().filter(|line| !of_host(line));
        kept.cloned().collect()
    };
    assert_eq!(computed(&again.0), computed(&straight));
}
