//! Golden crank files: one file holds vats, messages from outside, and what the vats are expected to say.
//!
//! `CRANKCASE_BLESS=1 cargo test` writes what was found into the files; read the difference before you
//! commit it. Each application also runs with every vat restored from its image before each delivery, and must
//! say the same. Costs are left out, so that a faster engine changes no golden file.

use std::fmt::Write as _;
use std::num::NonZeroU64;
use std::path::Path;

use crankcase_abi::{CapData, Delivery, Ended, Resolution, Syscall, SyscallResult, VatRef};
use crankcase_kernel::{KernelOptions, ReapThreshold, TranscriptEntry};
use crankcase_tests::{app, case, kernel, repository, run, whole_app};

/// A golden file in its parts.
struct Golden {
    vats: Vec<(String, String)>,
    /// The bundles that have a name.
    bundles: Vec<(String, String)>,
    /// The devices that the application names; if any, it has the vats of every application too.
    devices: Vec<String>,
    /// What comes from outside, in order.
    outside: Vec<Outside>,
    /// The vats that take messages to the promises they decide.
    pipelining: Vec<String>,
    /// After how many deliveries vats are reaped.
    reap: Option<u64>,
    expected: String,
}

/// Something from outside.
enum Outside {
    /// A message: `VAT METHOD [ARGS…]`.
    Send(String),
    /// An input for a device: `DEVICE INPUT`.
    Input(String),
    /// A bundle: what its module is called, without the ending, and its source.
    Install((String, String)),
}

/// Parts begin with a line `=== vat NAME`, `=== bundle NAME`, `=== install NAME`, `=== device NAME`, `=== send VAT METHOD [ARGS…]`,
/// `=== input DEVICE INPUT`, `=== pipelining VAT`, `=== reap DELIVERIES` or `=== expected`.
fn parse(text: &str) -> Golden {
    let mut golden = Golden {
        vats: Vec::new(),
        bundles: Vec::new(),
        devices: Vec::new(),
        outside: Vec::new(),
        pipelining: Vec::new(),
        reap: None,
        expected: String::new(),
    };
    for part in format!("\n{text}").split("\n=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        match head.split_once(' ') {
            Some(("vat", name)) => golden.vats.push((name.to_owned(), body.to_owned())),
            Some(("bundle", name)) => golden.bundles.push((name.to_owned(), body.to_owned())),
            Some(("install", name)) => {
                let code = (name.to_owned(), body.to_owned());
                golden.outside.push(Outside::Install(code));
            }
            Some(("device", name)) => golden.devices.push(name.to_owned()),
            Some(("send", send)) => golden.outside.push(Outside::Send(send.to_owned())),
            Some(("input", input)) => golden.outside.push(Outside::Input(input.to_owned())),
            Some(("pipelining", name)) => golden.pipelining.push(name.to_owned()),
            Some(("reap", every)) => golden.reap = Some(every.parse().unwrap()),
            _ if head == "expected" => body.clone_into(&mut golden.expected),
            _ => panic!("unknown part {head:?}"),
        }
    }
    golden
}

fn data(data: &CapData<VatRef>) -> String {
    if data.slots.is_empty() {
        data.body.clone()
    } else {
        format!("{} {:?}", data.body, data.slots)
    }
}

fn resolution(resolution: &Resolution) -> String {
    let how = if resolution.rejected {
        "rejected"
    } else {
        "fulfilled"
    };
    format!("{} {how} {}", resolution.promise, data(&resolution.data))
}

fn result(result: Option<VatRef>) -> String {
    result
        .map(|result| format!(" -> {result}"))
        .unwrap_or_default()
}

fn delivery(delivery: &Delivery) -> String {
    match delivery {
        Delivery::StartVat { parameters, .. } => format!("start {}", data(parameters)),
        Delivery::Message {
            target,
            methargs,
            result: to,
        } => {
            format!("{target} <- {}{}", data(methargs), result(*to))
        }
        Delivery::Notify { resolutions } => {
            format!(
                "notify {}",
                resolutions
                    .iter()
                    .map(resolution)
                    .collect::<Vec<_>>()
                    .join("; ")
            )
        }
        Delivery::DropExports { objects } => format!("dropExports {}", list(objects)),
        Delivery::RetireExports { objects } => format!("retireExports {}", list(objects)),
        Delivery::RetireImports { objects } => format!("retireImports {}", list(objects)),
        Delivery::BringOutYourDead => "bringOutYourDead".to_owned(),
    }
}

fn list(objects: &[VatRef]) -> String {
    let objects: Vec<_> = objects.iter().map(ToString::to_string).collect();
    objects.join(" ")
}

fn call(call: &Syscall) -> String {
    match call {
        Syscall::Send {
            target,
            methargs,
            result: to,
        } => format!("send {target} <- {}{}", data(methargs), result(*to)),
        Syscall::Subscribe { promise } => format!("subscribe {promise}"),
        Syscall::Resolve { resolutions } => {
            format!(
                "resolve {}",
                resolutions
                    .iter()
                    .map(resolution)
                    .collect::<Vec<_>>()
                    .join("; ")
            )
        }
        Syscall::Exit { failure, info } => format!("exit failure={failure} {}", data(info)),
        Syscall::TestLog { line } => format!("testLog {line}"),
        Syscall::DropImports { objects } => format!("dropImports {}", list(objects)),
        Syscall::RetireImports { objects } => format!("retireImports {}", list(objects)),
        Syscall::RetireExports { objects } => format!("retireExports {}", list(objects)),
        Syscall::AbandonExports { objects } => format!("abandonExports {}", list(objects)),
        Syscall::VatstoreGet { key } => format!("vatstoreGet {key}"),
        Syscall::VatstoreSet { key, value } => format!("vatstoreSet {key} {value}"),
        Syscall::VatstoreGetNextKey { prior } => format!("vatstoreGetNextKey {prior}"),
        Syscall::VatstoreDelete { key } => format!("vatstoreDelete {key}"),
        Syscall::CallNow {
            device,
            method,
            args,
        } => format!("callNow {device} {method} {}", data(args)),
    }
}

/// The answer of a device; no other answer is shown.
fn answer(result: &SyscallResult) -> String {
    match result {
        SyscallResult::Called {
            failed,
            data: answer,
        } => {
            let how = if *failed { "threw" } else { "gave" };
            format!(" {how} {}", data(answer))
        }
        SyscallResult::Done | SyscallResult::Value(_) => String::new(),
    }
}

fn entry(out: &mut String, name: &str, entry: &TranscriptEntry) {
    let _ = writeln!(out, "{name}: {}", delivery(&entry.delivery));
    for record in &entry.syscalls {
        let _ = writeln!(out, "    {}{}", call(&record.call), answer(&record.result));
    }
    if entry.ended != Ended::Returned {
        let _ = writeln!(
            out,
            "    ended: {}",
            entry.ended.reason().unwrap_or_default()
        );
    }
}

/// The canonical bytes of a bundle of one module.
fn code(name: &str, source: &str) -> Vec<u8> {
    case::bundle(&format!("{name}.js"), source.to_owned()).to_bytes()
}

/// Runs a file's application, with its vats restored so often, and tells everything the vats received and said, crank by crank.
fn found(golden: &Golden, reload_every: Option<NonZeroU64>) -> String {
    let vats: Vec<_> = golden
        .vats
        .iter()
        .map(|(name, source)| (name.as_str(), source.as_str()))
        .collect();
    let options = KernelOptions {
        reload_every,
        devices: crankcase::devices::standard(),
        ..KernelOptions::default()
    };
    let mut genesis = if golden.devices.is_empty() {
        app(&vats)
    } else {
        whole_app(&vats)
    };
    let bundles = golden.bundles.iter();
    let bundles = bundles.map(|(name, source)| (name.clone(), code(name, source).into()));
    genesis.bundles.extend(bundles);
    genesis.devices.extend(golden.devices.iter().cloned());
    if let Some(every) = golden.reap {
        genesis.reap.deliveries = ReapThreshold::At(every);
        genesis.reap.gc_krefs = ReapThreshold::Never;
    }
    for name in &golden.pipelining {
        genesis.vats.get_mut(name).unwrap().pipelining = true;
    }
    let mut kernel = kernel(&genesis, options);
    run(&mut kernel);
    let mut answers = Vec::new();
    for outside in &golden.outside {
        match outside {
            Outside::Send(send) => {
                let mut words = send.splitn(3, ' ');
                let (vat, method) = (words.next().unwrap(), words.next().unwrap());
                let args: Vec<_> = words.next().map(ToOwned::to_owned).into_iter().collect();
                kernel.send_to_root(vat, method, &args).unwrap();
            }
            Outside::Install((name, source)) => {
                kernel.install_bundle(&code(name, source)).unwrap();
            }
            Outside::Input(input) => {
                let (device, text) = input.split_once(' ').unwrap();
                answers.push(match kernel.device_input(device, text) {
                    Ok(answer) => format!("input {input} gave {answer:?}"),
                    Err(error) => format!("input {input}: {error}"),
                });
            }
        }
        run(&mut kernel);
    }
    kernel.commit().unwrap();
    let mut entries = Vec::new();
    for vat in kernel.vats().into_iter().chain(kernel.gone().unwrap()) {
        entries.extend(
            kernel
                .transcript(vat.id)
                .unwrap()
                .into_iter()
                .map(|entry| (vat.name.clone(), entry)),
        );
    }
    entries.sort_by_key(|(_, entry)| entry.crank);
    let mut out = String::new();
    entries
        .iter()
        .for_each(|(name, one)| entry(&mut out, name, one));
    for answer in answers {
        let _ = writeln!(out, "{answer}");
    }
    for output in kernel.outputs() {
        let _ = writeln!(
            out,
            "output {} of {}: {}",
            output.number, output.device, output.text
        );
    }
    out
}

fn check(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let golden = parse(&text);
    let found = found(&golden, None);
    let reloaded = self::found(&golden, NonZeroU64::new(1));
    assert_eq!(found, reloaded, "{}, reloaded", path.display());
    if std::env::var_os("CRANKCASE_BLESS").is_some() {
        let (head, _) = text.split_once("\n=== expected").unwrap();
        std::fs::write(path, format!("{head}\n=== expected\n{found}")).unwrap();
        return;
    }
    assert_eq!(
        found,
        golden.expected,
        "{} (CRANKCASE_BLESS=1 re-blesses)",
        path.display()
    );
}

#[test]
fn golden_files_hold() {
    // spec P3.4, P5.1, P6.1, P6.2, P2.1, P8.3, R4
    let mut files: Vec<_> = std::fs::read_dir(repository().join("tests/golden"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "crank")
        })
        .collect();
    files.sort();
    assert!(files.len() >= 71);
    files.iter().for_each(|path| check(path));
}
