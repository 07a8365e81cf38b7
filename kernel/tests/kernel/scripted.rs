//! A host whose vats are Rust functions, so that the kernel's rules can be tested without an engine.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crankcase_abi::{
    CapData, Chunk, ChunkHash, Computrons, ConsoleLevel, CrankReport, Delivery, Ended, HeapImage,
    HeapRoot, HostError, ImageId, KernelSide, Resolution, Syscall, SyscallResult, VatFault,
    VatHost, VatOptions, VatRef, VatSpec, VatWorker,
};
use crankcase_kernel::{
    CleanupBudget, CrankSummary, Genesis, Kernel, KernelOptions, PromiseStatus, Silent, StaticVat,
    VatStatus,
};
use crankcase_store::Store;

/// What a scripted vat does with a delivery. It must be a function of the delivery and of how many came
/// before.
pub type Script = fn(u64, &Delivery, &mut dyn KernelSide) -> Ended;

/// A host of scripted vats, by name. Remembers every delivery it made.
#[derive(Clone)]
pub struct Scripted {
    scripts: BTreeMap<&'static str, Script>,
    pub log: Rc<RefCell<Vec<(String, Delivery)>>>,
    /// What each of them was allowed to cost.
    pub budgets: Rc<RefCell<Vec<Computrons>>>,
}

impl Scripted {
    pub fn new(scripts: &[(&'static str, Script)]) -> Self {
        Self {
            scripts: scripts.iter().copied().collect(),
            log: Rc::default(),
            budgets: Rc::default(),
        }
    }

    pub fn genesis(&self) -> Genesis {
        let vat = |name: &&str| StaticVat {
            bundle: Arc::from(name.as_bytes()),
            parameters: "#{}".to_owned(),
            memory_limit: None,
            crank_limit: None,
            pipelining: false,
            options: VatOptions::default(),
            reap: Default::default(),
            critical: false,
            snapshots: None,
        };
        let vats = self
            .scripts
            .keys()
            .map(|name| ((*name).to_owned(), vat(name)))
            .collect();
        Genesis {
            bootstrap: "boot".to_owned(),
            bundles: Default::default(),
            vats,
            devices: Default::default(),
            reap: Default::default(),
            bootstrap_result: Default::default(),
            snapshots: Default::default(),
        }
    }

    pub fn kernel(&self) -> Kernel {
        self.kernel_of(&self.genesis())
    }

    pub fn kernel_of(&self, genesis: &Genesis) -> Kernel {
        self.kernel_in(Store::memory(), genesis)
    }

    /// A kernel in a new store.
    pub fn kernel_in(&self, store: Store, genesis: &Genesis) -> Kernel {
        let host = Box::new(self.clone());
        Kernel::create(store, host, genesis, KernelOptions::default()).unwrap()
    }

    /// The deliveries that came after the first `known`, as `vat:what`.
    pub fn since(&self, known: usize) -> Vec<String> {
        self.seen().split_off(known)
    }

    /// The deliveries so far, as `vat:what`.
    pub fn seen(&self) -> Vec<String> {
        self.log
            .borrow()
            .iter()
            .map(|(vat, delivery)| format!("{vat}:{}", short(delivery)))
            .collect()
    }
}

/// A delivery in a few letters.
fn short(delivery: &Delivery) -> String {
    match delivery {
        Delivery::StartVat { .. } => "start".to_owned(),
        Delivery::Message {
            target, methargs, ..
        } => format!("{target}.{}", method(methargs)),
        Delivery::Notify { resolutions } => {
            let each =
                |r: &Resolution| format!("{}{}", r.promise, if r.rejected { "!" } else { "" });
            format!(
                "notify {}",
                resolutions.iter().map(each).collect::<Vec<_>>().join(",")
            )
        }
        Delivery::DropExports { objects } => format!("drop exports {}", listed(objects)),
        Delivery::RetireExports { objects } => format!("retire exports {}", listed(objects)),
        Delivery::RetireImports { objects } => format!("retire imports {}", listed(objects)),
        Delivery::BringOutYourDead => "reap".to_owned(),
    }
}

fn listed(objects: &[VatRef]) -> String {
    let objects: Vec<_> = objects.iter().map(ToString::to_string).collect();
    objects.join(",")
}

/// The method of `[method, args]`.
pub fn method(methargs: &CapData<VatRef>) -> String {
    methargs
        .body
        .split('"')
        .nth(1)
        .unwrap_or_default()
        .to_owned()
}

impl VatHost for Scripted {
    fn image_id(&self) -> ImageId {
        ImageId([7; 32])
    }

    fn base_bytes(&self) -> u64 {
        65_536
    }

    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        self.worker(vat, 0)
    }

    /// The heap of a scripted vat is the number of its deliveries.
    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        let bytes = image.chunks[0].bytes.as_ref().try_into();
        self.worker(vat, u64::from_be_bytes(bytes.unwrap()))
    }
}

impl Scripted {
    fn worker(&self, vat: &VatSpec, deliveries: u64) -> Result<Box<dyn VatWorker>, HostError> {
        let name = vat.name.clone();
        let unknown = || HostError(format!("no script for {name:?}"));
        Ok(Box::new(Worker {
            script: *self.scripts.get(name.as_str()).ok_or_else(unknown)?,
            name,
            deliveries,
            log: Rc::clone(&self.log),
            budgets: Rc::clone(&self.budgets),
        }))
    }
}

struct Worker {
    name: String,
    script: Script,
    deliveries: u64,
    log: Rc<RefCell<Vec<(String, Delivery)>>>,
    budgets: Rc<RefCell<Vec<Computrons>>>,
}

/// Passes calls on and remembers the first refusal, as a real host does.
struct Guard<'a> {
    kernel: &'a mut dyn KernelSide,
    refused: Option<String>,
}

impl KernelSide for Guard<'_> {
    fn syscall(
        &mut self,
        call: Syscall,
    ) -> Result<crankcase_abi::SyscallResult, crankcase_abi::IllegalSyscall> {
        let answer = self.kernel.syscall(call);
        if let Err(refusal) = &answer {
            self.refused.get_or_insert_with(|| refusal.0.clone());
        }
        answer
    }

    fn console(&mut self, level: ConsoleLevel, text: &str) {
        self.kernel.console(level, text);
    }
}

impl VatWorker for Worker {
    fn deliver(
        &mut self,
        delivery: &Delivery,
        budget: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError> {
        self.budgets.borrow_mut().push(budget);
        self.log
            .borrow_mut()
            .push((self.name.clone(), delivery.clone()));
        let mut guard = Guard {
            kernel,
            refused: None,
        };
        let ended = (self.script)(self.deliveries, delivery, &mut guard);
        self.deliveries += 1;
        let computrons = Computrons(10 + self.deliveries);
        let ended = match guard.refused {
            Some(why) => Ended::VatFault(VatFault::IllegalSyscall(why)),
            None if computrons > budget => Ended::OutOfMeter,
            None => ended,
        };
        Ok(CrankReport {
            ended,
            computrons: computrons.min(budget),
            memory_bytes: 65_536,
        })
    }

    fn heap_root(&mut self) -> Result<HeapRoot, HostError> {
        Ok(self.image()?.root())
    }

    fn image(&mut self) -> Result<HeapImage, HostError> {
        let bytes = self.deliveries.to_be_bytes();
        let chunk = Chunk {
            hash: ChunkHash::of(&bytes),
            bytes: Arc::from(bytes),
        };
        Ok(HeapImage {
            chunks: vec![chunk],
        })
    }
}

/// Runs until nothing is left; after every crank the tables must agree (spec R8).
pub fn run(kernel: &mut Kernel) -> Vec<CrankSummary> {
    std::iter::from_fn(|| step(kernel)).collect()
}

/// One crank, after which the tables must agree.
pub fn step(kernel: &mut Kernel) -> Option<CrankSummary> {
    step_with(kernel, CleanupBudget::STANDARD)
}

/// One crank with a budget for cleaning up, after which the tables must agree.
pub fn step_with(kernel: &mut Kernel, budget: CleanupBudget) -> Option<CrankSummary> {
    let crank = kernel.step_with(&mut Silent, budget).unwrap();
    let violations = kernel.violations().unwrap();
    assert!(violations.is_empty(), "{violations:?} after {crank:?}");
    crank
}

pub fn vref(text: &str) -> VatRef {
    text.parse().unwrap()
}

/// `target.method(slots…)` with a result promise.
pub fn send(
    kernel: &mut dyn KernelSide,
    target: &str,
    method: &str,
    slots: &[&str],
    result: Option<&str>,
) {
    let args: Vec<_> = slots
        .iter()
        .enumerate()
        .map(|(slot, vref)| {
            format!(
                "\"{}{slot}\"",
                if vref.starts_with('p') { '&' } else { '$' }
            )
        })
        .collect();
    let call = Syscall::Send {
        target: vref(target),
        methargs: CapData {
            body: format!("#[\"{method}\",[{}]]", args.join(",")),
            slots: slots.iter().map(|text| vref(text)).collect(),
        },
        result: result.map(vref),
    };
    let _ = kernel.syscall(call);
}

/// `D(device).method(slots…)`; what the kernel answers, unless it refuses the call.
pub fn call_now(
    kernel: &mut dyn KernelSide,
    device: &str,
    method: &str,
    slots: &[&str],
) -> Option<(bool, CapData<VatRef>)> {
    let args: Vec<_> = (0..slots.len())
        .map(|slot| format!("\"${slot}\""))
        .collect();
    let call = Syscall::CallNow {
        device: vref(device),
        method: method.to_owned(),
        args: CapData {
            body: format!("#[{}]", args.join(",")),
            slots: slots.iter().map(|text| vref(text)).collect(),
        },
    };
    match kernel.syscall(call).ok()? {
        SyscallResult::Called { failed, data } => Some((failed, data)),
        other => panic!("{other:?}"),
    }
}

pub fn subscribe(kernel: &mut dyn KernelSide, promise: &str) {
    let _ = kernel.syscall(Syscall::Subscribe {
        promise: vref(promise),
    });
}

pub fn resolution(promise: &str, body: &str, slots: &[&str]) -> Resolution {
    Resolution {
        promise: vref(promise),
        rejected: false,
        data: CapData {
            body: body.to_owned(),
            slots: slots.iter().map(|text| vref(text)).collect(),
        },
    }
}

pub fn resolve(kernel: &mut dyn KernelSide, resolutions: Vec<Resolution>) {
    let _ = kernel.syscall(Syscall::Resolve { resolutions });
}

/// What the bootstrap vat was given, by name.
pub fn roots(delivery: &Delivery) -> BTreeMap<String, String> {
    let Delivery::Message { methargs, .. } = delivery else {
        panic!("not a message")
    };
    let names = methargs
        .body
        .split('{')
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap();
    names
        .split(',')
        .zip(&methargs.slots)
        .map(|(entry, slot)| {
            (
                entry.split('"').nth(1).unwrap().to_owned(),
                slot.to_string(),
            )
        })
        .collect()
}

fn vrefs(names: &[&str]) -> Vec<VatRef> {
    names.iter().map(|name| vref(name)).collect()
}

pub fn drop_imports(kernel: &mut dyn KernelSide, names: &[&str]) {
    let objects = vrefs(names);
    let _ = kernel.syscall(Syscall::DropImports { objects });
}

pub fn retire_imports(kernel: &mut dyn KernelSide, names: &[&str]) {
    let objects = vrefs(names);
    let _ = kernel.syscall(Syscall::RetireImports { objects });
}

pub fn retire_exports(kernel: &mut dyn KernelSide, names: &[&str]) {
    let objects = vrefs(names);
    let _ = kernel.syscall(Syscall::RetireExports { objects });
}

pub fn abandon_exports(kernel: &mut dyn KernelSide, names: &[&str]) {
    let objects = vrefs(names);
    let _ = kernel.syscall(Syscall::AbandonExports { objects });
}

pub fn quiet(_: u64, _: &Delivery, _: &mut dyn KernelSide) -> Ended {
    Ended::Returned
}

/// Answers every message with `true`.
pub fn answers(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
    if let Delivery::Message {
        result: Some(result),
        ..
    } = delivery
    {
        resolve(kernel, vec![resolution(&result.to_string(), "#true", &[])]);
    }
    Ended::Returned
}

pub fn status(kernel: &Kernel, name: &str) -> VatStatus {
    kernel
        .vats()
        .into_iter()
        .find(|vat| vat.name == name)
        .unwrap()
        .status
}

pub fn rejection(kernel: &Kernel) -> String {
    match kernel.promise(kernel.bootstrap_promise()).unwrap() {
        PromiseStatus::Rejected(data) => data.body,
        other => panic!("{other:?}"),
    }
}
