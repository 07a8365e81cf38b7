//! The kernel's state for people and tools: everything with its written name, in order.
//!
//! It must never be read back; the store is the truth.

mod meters;
mod snapshots;

pub use meters::{DumpHeld, DumpMeter};
pub use snapshots::DumpSnapshot;

use std::collections::BTreeMap;

use crankcase_abi::BundleId;
use crankcase_store::Store;
use serde::Serialize;

use crate::bundles::bundle_id_text;
use crate::error::KernelError;
use crate::ids::{ActivityHash, DeviceId, KernelRef, NodeNumber, VatId};
use crate::tables::Tables;
use crate::tables::keys::{GcAction, GcKind, QueuePosition, StateKey};
use crate::tables::rows::{
    BundleRow, DeviceRow, Message, PromiseState, QueueItem, VatConfigRow, VatStateRow, VatStatus,
};
use crate::tables::table::Table;

/// A kernel's whole state.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dump {
    /// The number of cranks executed.
    pub cranks: u64,
    /// The activity hash, in hexadecimal.
    pub activity_hash: String,
    /// The identity of the application.
    pub application: String,
    /// The identity of the image that its vats run on.
    pub image: String,
    /// The bundles that are installed.
    pub bundles: Vec<DumpBundle>,
    /// The vats.
    pub vats: Vec<DumpVat>,
    /// The objects.
    pub objects: Vec<DumpObject>,
    /// The promises.
    pub promises: Vec<DumpPromise>,
    /// What still has to be routed, the next item first.
    pub acceptance_queue: Vec<DumpQueueItem>,
    /// What came for vats while they were paused.
    pub held: Vec<DumpHeld>,
    /// The vats that go on after a pause, in the order of their turns.
    pub resumed: Vec<String>,
    /// The meters.
    pub meters: Vec<DumpMeter>,
    /// The vats that have ended and are not cleaned up after yet, the next one first.
    pub terminated: Vec<String>,
    /// What vats have to be told about objects, in the order in which that is done.
    pub gc_actions: Vec<DumpGcAction>,
    /// The vats that are to be reaped, the next one first.
    pub reap_queue: Vec<String>,
    /// The run queue, the next item first.
    pub run_queue: Vec<DumpQueueItem>,
    /// What is done with the results that the host waits for, where that is anything.
    pub result_policies: BTreeMap<String, String>,
    /// What the kernel and its host hold on to.
    pub pins: Vec<String>,
    /// The devices.
    pub devices: Vec<DumpDevice>,
    /// What devices said to the world outside and was not acknowledged, in order.
    pub outputs: Vec<DumpOutput>,
}

/// One device.
#[derive(Clone, Debug, Serialize)]
pub struct DumpDevice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its nodes: their numbers and the kernel's names for them.
    pub nodes: Vec<(u64, String)>,
    /// What it remembers: keys and values.
    pub state: Vec<(String, DumpData)>,
}

/// One output.
#[derive(Clone, Debug, Serialize)]
pub struct DumpOutput {
    /// Its number.
    pub number: u64,
    /// The id of the device.
    pub device: String,
    /// What it said.
    pub text: String,
}

/// One bundle.
#[derive(Clone, Debug, Serialize)]
pub struct DumpBundle {
    /// Its id.
    pub id: String,
    /// Its names.
    pub names: Vec<String>,
    /// The size of its code, in bytes.
    pub bytes: u64,
}

/// One vat.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DumpVat {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `running`, or why it ended.
    pub status: String,
    /// The identity of its code.
    pub bundle: String,
    /// How many deliveries it has had.
    pub deliveries: u64,
    /// What they cost.
    pub computrons: u64,
    /// The size of its memory, in bytes.
    pub memory_bytes: u64,
    /// The chain over its transcript.
    pub transcript_hash: String,
    /// The last snapshot of it.
    pub snapshot: Option<DumpSnapshot>,
    /// What it has gone through since it was last reaped.
    pub dirt: DumpDirt,
    /// The highest number that it has given an object of its own.
    pub highest_object_export: u64,
    /// The highest number that it has given a promise of its own.
    pub highest_promise_export: u64,
    /// Numbers below these that it has not used: the first reference of each gap, and the last number.
    pub unused_exports: Vec<(String, u64)>,
    /// Its c-list.
    pub clist: Vec<DumpClistEntry>,
    /// Its store: keys and values.
    pub vatstore: Vec<(String, String)>,
}

/// What a vat has gone through since it was last reaped, as far as it leads to the next time.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DumpDirt {
    /// Its deliveries.
    pub deliveries: u64,
    /// The references that were taken back from it.
    pub gc_krefs: u64,
}

/// One entry of a c-list.
#[derive(Clone, Debug, Serialize)]
pub struct DumpClistEntry {
    /// The kernel's name.
    pub kref: String,
    /// The vat's name.
    pub vref: String,
    /// Whether the vat reaches it, or for an export, was not told that nobody else does.
    pub reachable: bool,
}

/// One object.
#[derive(Clone, Debug, Serialize)]
pub struct DumpObject {
    /// Its name.
    pub kref: String,
    /// The vat that answers its messages; none once that has ended or abandoned it.
    pub owner: Option<String>,
    /// How often it is reached.
    pub reachable: u64,
    /// How often it is recognized.
    pub recognizable: u64,
}

/// Something that a vat has to be told about an object.
#[derive(Clone, Debug, Serialize)]
pub struct DumpGcAction {
    /// The vat.
    pub vat: String,
    /// `dropExport`, `retireExport` or `retireImport`.
    pub action: &'static str,
    /// The object.
    pub kref: String,
}

/// One promise.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DumpPromise {
    /// Its name.
    pub kref: String,
    /// `unresolved`, `fulfilled` or `rejected`.
    pub state: &'static str,
    /// The vat that may resolve it.
    pub decider: Option<String>,
    /// The vats that are told.
    pub subscribers: Vec<String>,
    /// How often it is referred to.
    pub refcount: u64,
    /// Its value or reason.
    pub data: Option<DumpData>,
    /// The messages that wait for it.
    pub waiting: Vec<DumpMessage>,
}

/// Capability data.
#[derive(Clone, Debug, Serialize)]
pub struct DumpData {
    /// The encoded value.
    pub body: String,
    /// Its references.
    pub slots: Vec<String>,
}

/// A message.
#[derive(Clone, Debug, Serialize)]
pub struct DumpMessage {
    /// `[method, args]`.
    pub methargs: DumpData,
    /// The promise for its result.
    pub result: Option<String>,
}

/// One item of a queue.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum DumpQueueItem {
    /// The start of a vat.
    StartVat {
        /// Which.
        vat: String,
    },
    /// The making of a vat.
    CreateVat {
        /// Which.
        vat: String,
    },
    /// A change of what a vat was made with.
    ChangeOptions {
        /// Which.
        vat: String,
    },
    /// A message.
    Send {
        /// To whom.
        target: String,
        /// What.
        message: DumpMessage,
    },
    /// News of a promise.
    Notify {
        /// To whom.
        vat: String,
        /// Of which.
        promise: String,
    },
    /// The messages that waited for a promise.
    Waiting {
        /// For which.
        promise: String,
    },
}

fn data(data: &crankcase_abi::CapData<KernelRef>) -> DumpData {
    DumpData {
        body: data.body.clone(),
        slots: data.slots.iter().map(ToString::to_string).collect(),
    }
}

fn message(message: &Message) -> DumpMessage {
    DumpMessage {
        methargs: data(&message.methargs),
        result: message.result.map(|kref| kref.to_string()),
    }
}

fn item(item: &QueueItem) -> DumpQueueItem {
    match item {
        QueueItem::StartVat { vat, .. } => DumpQueueItem::StartVat {
            vat: vat.to_string(),
        },
        QueueItem::CreateVat { vat, .. } => DumpQueueItem::CreateVat {
            vat: vat.to_string(),
        },
        QueueItem::ChangeOptions { vat, .. } => DumpQueueItem::ChangeOptions {
            vat: vat.to_string(),
        },
        QueueItem::Send {
            target,
            message: what,
        } => DumpQueueItem::Send {
            target: target.to_string(),
            message: message(what),
        },
        QueueItem::Notify { vat, promise } => DumpQueueItem::Notify {
            vat: vat.to_string(),
            promise: promise.to_string(),
        },
        QueueItem::Waiting { promise } => DumpQueueItem::Waiting {
            promise: promise.to_string(),
        },
    }
}

fn queue<const TAG: u8>(queue: &Table<TAG, QueuePosition, QueueItem>) -> Vec<DumpQueueItem> {
    queue.iter().map(|(_, queued)| item(queued)).collect()
}

fn ids<const TAG: u8>(queue: &Table<TAG, QueuePosition, VatId>) -> Vec<String> {
    queue.iter().map(|(_, vat)| vat.to_string()).collect()
}

fn gc_action(action: GcAction) -> DumpGcAction {
    DumpGcAction {
        vat: action.vat().to_string(),
        action: match action.kind() {
            GcKind::DropExport => "dropExport",
            GcKind::RetireExport => "retireExport",
            GcKind::RetireImport => "retireImport",
        },
        kref: action.object().to_string(),
    }
}

pub(crate) fn dump(
    tables: &Tables,
    store: &Store,
    activity: ActivityHash,
) -> Result<Dump, KernelError> {
    let row = tables.row();
    Ok(Dump {
        cranks: row.crank.0,
        activity_hash: activity.to_string(),
        application: row.genesis.to_string(),
        image: row.image.to_string(),
        bundles: bundles(tables),
        vats: vats(tables, store)?,
        objects: tables
            .objects
            .iter()
            .map(|(kref, row)| DumpObject {
                kref: kref.to_string(),
                owner: row.owner.map(|vat| vat.to_string()),
                reachable: row.counts.reachable,
                recognizable: row.counts.recognizable,
            })
            .collect(),
        promises: promises(tables),
        acceptance_queue: queue(&tables.acceptance),
        held: meters::held(tables),
        resumed: ids(&tables.resumed),
        meters: meters::all(tables),
        terminated: ids(&tables.terminated),
        gc_actions: tables
            .gc_actions
            .iter()
            .map(|(action, ())| gc_action(*action))
            .collect(),
        reap_queue: ids(&tables.reap_queue),
        run_queue: queue(&tables.run_queue),
        result_policies: tables
            .policies
            .iter()
            .map(|(kref, policy)| (kref.to_string(), format!("{policy:?}")))
            .collect(),
        pins: tables
            .pins
            .iter()
            .map(|(kref, _)| kref.to_string())
            .collect(),
        devices: devices(tables),
        outputs: tables
            .outputs
            .iter()
            .map(|(number, row)| DumpOutput {
                number: number.0,
                device: row.device.to_string(),
                text: row.text.clone(),
            })
            .collect(),
    })
}

fn bundles(tables: &Tables) -> Vec<DumpBundle> {
    let names = |id: &BundleId| {
        let of_it = tables
            .bundle_names
            .iter()
            .filter(move |(_, named)| *named == id);
        of_it.map(|(name, _)| name.0.clone()).collect()
    };
    let bundle = |(id, row): (&BundleId, &BundleRow)| DumpBundle {
        id: bundle_id_text(*id),
        names: names(id),
        bytes: row.bytes,
    };
    tables.bundles.iter().map(bundle).collect()
}

fn devices(tables: &Tables) -> Vec<DumpDevice> {
    let device = |(id, row): (&DeviceId, &DeviceRow)| DumpDevice {
        id: id.to_string(),
        name: row.name.clone(),
        nodes: tables
            .node_names
            .range((*id, NodeNumber::ROOT)..)
            .take_while(|((device, _), _)| device == id)
            .map(|((_, number), kref)| (number.0, kref.to_string()))
            .collect(),
        state: tables
            .device_state
            .range(StateKey(*id, String::new())..)
            .take_while(|(key, _)| key.0 == *id)
            .map(|(key, value)| (key.1.clone(), data(value)))
            .collect(),
    };
    tables.devices.iter().map(device).collect()
}

fn vats(tables: &Tables, store: &Store) -> Result<Vec<DumpVat>, KernelError> {
    let both = |(id, config)| Some((id, config, tables.vats.get(id)?));
    let vat = |(id, config, state): (&VatId, &VatConfigRow, &VatStateRow)| {
        Ok(DumpVat {
            id: id.to_string(),
            name: config.name.clone(),
            status: match &state.status {
                VatStatus::Running => "running".to_owned(),
                VatStatus::Paused => "paused".to_owned(),
                VatStatus::Ended(reason) => reason.clone(),
            },
            bundle: bundle_id_text(config.bundle),
            deliveries: state.deliveries.0,
            computrons: state.computrons.0,
            memory_bytes: state.memory_bytes,
            transcript_hash: state.transcript.to_string(),
            snapshot: state.snapshot.map(DumpSnapshot::from),
            clist: tables
                .entries(*id)
                .map(|(kref, entry)| DumpClistEntry {
                    kref: kref.to_string(),
                    vref: entry.vref.to_string(),
                    reachable: entry.reachable,
                })
                .collect(),
            dirt: DumpDirt {
                deliveries: state.dirt.deliveries,
                gc_krefs: state.dirt.gc_krefs,
            },
            highest_object_export: state.highest_object_export,
            highest_promise_export: state.highest_promise_export,
            unused_exports: tables
                .gaps(*id)
                .map(|(first, last)| (first.to_string(), last))
                .collect(),
            vatstore: tables.vatstore.rows(store, *id).collect::<Result<_, _>>()?,
        })
    };
    tables.configs.iter().filter_map(both).map(vat).collect()
}

fn promises(tables: &Tables) -> Vec<DumpPromise> {
    let promise = |(kref, state): (&KernelRef, &PromiseState)| {
        let (state, decider, subscribers, value) = match state {
            PromiseState::Unresolved {
                decider,
                subscribers,
            } => (
                "unresolved",
                decider.map(|vat| vat.to_string()),
                subscribers.iter().map(ToString::to_string).collect(),
                None,
            ),
            PromiseState::Fulfilled(value) => ("fulfilled", None, Vec::new(), Some(data(value))),
            PromiseState::Rejected(value) => ("rejected", None, Vec::new(), Some(data(value))),
        };
        DumpPromise {
            kref: kref.to_string(),
            state,
            decider,
            subscribers,
            refcount: tables.counts.get(kref).copied().unwrap_or(0),
            data: value,
            waiting: tables
                .waiting_of(*kref)
                .map(|(_, waiting)| message(waiting))
                .collect(),
        }
    };
    tables.promises.iter().map(promise).collect()
}
