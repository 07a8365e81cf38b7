//! Vats driven through the wall: what goes in, and every system call that comes out, in order.

mod deliveries;
mod garbage;
mod hostile;
mod powers;
mod promises;
mod random;
mod sends;
mod start;
mod store;

use std::collections::BTreeMap;

use crankcase_abi::{
    Bundle, CapData, Delivery, Import, Module, NATIVE_MODULES, Resolution, Syscall, VatFault,
    VatOptions, VatRef, codec,
};

use crate::dispatch::Guest;
use crate::syscalls::recorder;

/// A vat under test.
pub(crate) struct Vat(Guest);

/// What every module under test begins with.
pub(crate) const PRELUDE: &str = "
    import { E, Far, passStyleOf } from '@endo/far';
    import { makePromiseKit } from '@endo/promise-kit';
    import { makeMarshal, makeTagged, getInterfaceOf } from '@endo/marshal';
    import * as pass from '@endo/pass-style';
    import { HandledPromise } from '@endo/eventual-send';
    import { Fail, q, X, makeError, assert as check } from '@endo/errors';\n";

fn vref(text: &str) -> VatRef {
    text.parse().expect("a reference")
}

/// `body` with these slots, separated by spaces.
pub(crate) fn data(body: &str, slots: &str) -> CapData<VatRef> {
    CapData {
        body: body.to_owned(),
        slots: slots.split_whitespace().map(vref).collect(),
    }
}

fn show_data(data: &CapData<VatRef>) -> String {
    let slots: Vec<String> = data.slots.iter().map(ToString::to_string).collect();
    if slots.is_empty() {
        data.body.clone()
    } else {
        format!("{} [{}]", data.body, slots.join(" "))
    }
}

fn show(call: &Syscall) -> String {
    match call {
        Syscall::Send {
            target,
            methargs,
            result,
        } => {
            let result = result.map_or_else(String::new, |result| format!(" -> {result}"));
            format!("send {target} {}{result}", show_data(methargs))
        }
        Syscall::Subscribe { promise } => format!("subscribe {promise}"),
        Syscall::Resolve { resolutions } => {
            let shown = resolutions.iter().map(
                |Resolution {
                     promise,
                     rejected,
                     data,
                 }| {
                    let how = if *rejected { "rejected" } else { "=" };
                    format!("{promise} {how} {}", show_data(data))
                },
            );
            format!("resolve {}", shown.collect::<Vec<_>>().join("; "))
        }
        Syscall::Exit { failure, info } => format!("exit {failure} {}", show_data(info)),
        Syscall::TestLog { line } => format!("log {line}"),
        Syscall::DropImports { objects } => format!("dropImports {}", list(objects)),
        Syscall::RetireImports { objects } => format!("retireImports {}", list(objects)),
        Syscall::RetireExports { objects } => format!("retireExports {}", list(objects)),
        Syscall::AbandonExports { objects } => format!("abandonExports {}", list(objects)),
        Syscall::VatstoreGet { key } => format!("get {key}"),
        Syscall::VatstoreSet { key, value } => format!("set {key} {value}"),
        Syscall::VatstoreGetNextKey { prior } => format!("getNextKey {prior}"),
        Syscall::VatstoreDelete { key } => format!("delete {key}"),
        Syscall::CallNow {
            device,
            method,
            args,
        } => format!("callNow {device}.{method} {}", show_data(args)),
    }
}

fn list(references: &[VatRef]) -> String {
    let shown: Vec<String> = references.iter().map(ToString::to_string).collect();
    shown.join(" ")
}

impl Vat {
    /// A vat that was not started yet.
    pub(crate) fn load(code: &str) -> Self {
        let imports = NATIVE_MODULES.map(|name| (name.to_owned(), Import::Native(name.to_owned())));
        let module = Module {
            source: format!("{PRELUDE}{code}"),
            imports: BTreeMap::from(imports),
        };
        let modules = BTreeMap::from([("vat.js".to_owned(), module)]);
        let mut guest = Guest::boot();
        guest.load(
            Bundle {
                entry: "vat.js".to_owned(),
                modules,
            }
            .to_bytes(),
        );
        recorder::clear_store();
        drop(recorder::take_syscalls());
        drop(recorder::take_console());
        Self(guest)
    }

    pub(crate) fn deliver(&mut self, delivery: &Delivery) -> Result<Vec<String>, VatFault> {
        self.0.deliver(&codec::encode(delivery))?;
        Ok(recorder::take_syscalls().iter().map(show).collect())
    }

    pub(crate) fn start_with(
        &mut self,
        parameters: CapData<VatRef>,
    ) -> Result<Vec<String>, VatFault> {
        self.deliver(&Delivery::StartVat {
            parameters,
            options: VatOptions::default(),
        })
    }

    /// A started vat whose root has these methods.
    #[track_caller]
    pub(crate) fn with_root(methods: &str) -> Self {
        let code = "export const buildRootObject = (powers, parameters, baggage) => { const { testLog } = powers; return Far('root', {";
        let mut vat = Self::load(&format!("{code}{methods}}}) }};"));
        let calls = vat.start_with(CapData::undefined());
        assert_eq!(calls, Ok(vec![]));
        vat
    }

    /// Delivers a message to `o+0` with result `p-60`.
    #[track_caller]
    pub(crate) fn call(&mut self, body: &str, slots: &str) -> Vec<String> {
        self.send("o+0", body, slots, Some("p-60"))
    }

    #[track_caller]
    pub(crate) fn send(
        &mut self,
        target: &str,
        body: &str,
        slots: &str,
        result: Option<&str>,
    ) -> Vec<String> {
        let methargs = data(body, slots);
        let delivery = Delivery::Message {
            target: vref(target),
            methargs,
            result: result.map(vref),
        };
        self.deliver(&delivery).expect("a message cannot end a vat")
    }

    /// Tells the vat about garbage: `dropExports`, `retireExports` or `retireImports`.
    pub(crate) fn garbage(&mut self, what: &str, objects: &str) -> Result<Vec<String>, VatFault> {
        let objects = objects.split_whitespace().map(vref).collect();
        self.deliver(&match what {
            "dropExports" => Delivery::DropExports { objects },
            "retireExports" => Delivery::RetireExports { objects },
            "retireImports" => Delivery::RetireImports { objects },
            other => panic!("{other}"),
        })
    }

    /// Delivers `bringOutYourDead`.
    #[track_caller]
    pub(crate) fn reap(&mut self) -> Vec<String> {
        let calls = self.deliver(&Delivery::BringOutYourDead);
        calls.expect("garbage is collected")
    }

    /// Delivers resolutions: promise, whether rejected, body, slots.
    #[track_caller]
    pub(crate) fn notify(&mut self, resolutions: &[(&str, bool, &str, &str)]) -> Vec<String> {
        let resolutions = resolutions
            .iter()
            .map(|(promise, rejected, body, slots)| Resolution {
                promise: vref(promise),
                rejected: *rejected,
                data: data(body, slots),
            });
        let delivery = Delivery::Notify {
            resolutions: resolutions.collect(),
        };
        self.deliver(&delivery)
            .expect("a notification cannot end a vat")
    }
}

/// What the vat wrote on its console since the last time.
pub(crate) fn console() -> Vec<String> {
    recorder::take_console()
        .into_iter()
        .map(|(level, text)| format!("{level:?} {text}"))
        .collect()
}
