//! P1: how messages enter from outside: the start of the static vats, `bootstrap()`, what a host sends, and what
//! it gives to devices.
//!
//! What enters is routed at once and sealed like a crank, so that a crank that is undone does not take it
//! along (spec P1.2). This module must never run a vat.

use std::collections::BTreeMap;

use crankcase_abi::capdata::{escape, quote};
use crankcase_abi::{BundleId, CapData, Computrons, RefKind, VatSpec};
use crankcase_store::Store;

use crate::arguments::Arguments;
use crate::bundles;
use crate::crank::route;
use crate::creation;
use crate::devices::{self, Devices, VAT_ADMIN};
use crate::error::KernelError;
use crate::garbage;
use crate::genesis::{Genesis, StaticVat};
use crate::ids::{KernelRef, VatId};
use crate::results::ResultPolicy;
use crate::tables::Tables;
use crate::tables::rows::{DeviceKind, Message, PromiseState, QueueItem, VatConfigRow};
use crate::vat_admin;

/// The vats that start right after the bootstrap vat, in this order (spec P1.1).
const EARLY: [&str; 4] = ["vatAdmin", "comms", "vattp", "timer"];

/// Puts an application into empty tables: its vats, their roots, their starts, its devices, and `bootstrap()`
/// (spec P1.1): the bootstrap vat first, then those of every application, the others by name.
pub(crate) fn genesis(
    tables: &mut Tables,
    store: &mut Store,
    genesis: &Genesis,
) -> Result<(), KernelError> {
    let first = genesis
        .vats
        .get_key_value(&genesis.bootstrap)
        .ok_or_else(|| {
            KernelError::Genesis(format!(
                "the bootstrap vat {:?} is not among the vats",
                genesis.bootstrap
            ))
        })?;
    let mut rest: Vec<_> = genesis
        .vats
        .iter()
        .filter(|(name, _)| **name != genesis.bootstrap)
        .collect();
    rest.sort_by_key(|(name, _)| {
        let early = EARLY.iter().position(|early| early == name);
        (early.unwrap_or(EARLY.len()), *name)
    });
    let mut roots = BTreeMap::new();
    let mut starts = Vec::new();
    for (name, vat) in std::iter::once(first).chain(rest) {
        let (id, root) = add_vat(tables, store, name, vat)?;
        roots.insert(name.as_str(), root);
        if name == vat_admin::NAME {
            tables.update_row(|row| row.vat_admin = Some(id));
        }
        starts.push(QueueItem::StartVat {
            vat: id,
            parameters: CapData::plain(vat.parameters.clone()),
        });
    }
    for (name, bytes) in &genesis.bundles {
        bundles::name(tables, store, name, bytes)?;
    }
    starts.into_iter().for_each(|start| tables.accept(start));
    let mut nodes = BTreeMap::new();
    for name in &genesis.devices {
        let kind = match name.as_str() {
            VAT_ADMIN => DeviceKind::VatAdmin,
            _ => DeviceKind::Host,
        };
        nodes.insert(name.as_str(), tables.new_device(name, kind));
    }
    if genesis.bootstrap_result == ResultPolicy::None {
        return Err(KernelError::Genesis(
            "the result of bootstrap() has a promise".to_owned(),
        ));
    }
    let result = tables.new_result(genesis.bootstrap_result);
    assert_eq!(
        result,
        Some(tables.row().bootstrap),
        "the first promise is the bootstrap's"
    );
    let target = roots[genesis.bootstrap.as_str()];
    let message = Message {
        methargs: bootstrap_arguments(&roots, &nodes),
        result,
    };
    tables.accept(QueueItem::Send { target, message });
    route::accepted(tables);
    garbage::collect(tables);
    Ok(())
}

/// The root of a static vat is pinned while it runs: a host may send to it at any time (spec G9).
fn add_vat(
    tables: &mut Tables,
    store: &mut Store,
    name: &str,
    vat: &StaticVat,
) -> Result<(VatId, KernelRef), KernelError> {
    store.put_blob(&vat.bundle)?;
    let id = VatId(tables.row().next_vat);
    tables.update_row(|row| row.next_vat += 1);
    let config = VatConfigRow {
        name: name.to_owned(),
        bundle: BundleId::of(&vat.bundle),
        memory_limit: vat.memory_limit.unwrap_or(VatSpec::DEFAULT_MEMORY_LIMIT),
        crank_limit: vat.crank_limit.unwrap_or(Computrons::DEFAULT_CRANK_LIMIT),
        pipelining: vat.pipelining,
        options: vat.options,
        reap: vat.reap,
        meter: None,
        critical: vat.critical,
        dynamic: false,
        snapshots: vat.snapshots,
    };
    let root = creation::make(tables, id, config);
    tables.pin(root);
    Ok((id, root))
}

/// `["bootstrap", [vats, devices]]`.
fn bootstrap_arguments(
    roots: &BTreeMap<&str, KernelRef>,
    nodes: &BTreeMap<&str, KernelRef>,
) -> CapData<KernelRef> {
    let mut slots = Vec::new();
    let vats = record(roots, "vatRoot", &mut slots);
    let devices = record(nodes, "device", &mut slots);
    methargs("bootstrap", &[vats, devices], slots)
}

/// A record of references by name.
fn record(
    entries: &BTreeMap<&str, KernelRef>,
    alleged: &str,
    slots: &mut Vec<KernelRef>,
) -> String {
    let mut written = Vec::new();
    for (name, kref) in entries {
        let (name, slot) = (quote(&escape(name)), slots.len());
        written.push(format!("{name}:\"${slot}.Alleged: {alleged}\""));
        slots.push(*kref);
    }
    format!("{{{}}}", written.join(","))
}

/// Queues a message from the host to what the caller has found to be there (spec C2.1), and gives the promise
/// for its result.
pub(crate) fn queue(
    tables: &mut Tables,
    target: KernelRef,
    method: &str,
    args: &Arguments,
    policy: ResultPolicy,
) -> Result<Option<KernelRef>, KernelError> {
    let methargs = args.message(method)?;
    for kref in args.slots() {
        check_held(tables, *kref)?;
    }
    let result = tables.new_result(policy);
    let message = Message { methargs, result };
    tables.accept(QueueItem::Send { target, message });
    route::accepted(tables);
    garbage::collect(tables);
    Ok(result)
}

/// Refuses what the host does not hold (spec C2.4): what it has not pinned, and what is not mentioned by the
/// value of a promise that it has.
pub(crate) fn check_held(tables: &Tables, kref: KernelRef) -> Result<(), KernelError> {
    let mentions = |promise: &KernelRef| match tables.promises.get(promise) {
        Some(PromiseState::Fulfilled(data) | PromiseState::Rejected(data)) => {
            data.slots.contains(&kref)
        }
        Some(PromiseState::Unresolved { .. }) | None => false,
    };
    let mut held = tables.pins.iter().filter(|(_, by)| by.host);
    let is_pinned = tables.pins.get(&kref).is_some_and(|by| by.host);
    if kref.kind() != RefKind::Device && (is_pinned || held.any(|(pin, _)| mentions(pin))) {
        return Ok(());
    }
    Err(KernelError::NotHeld(kref))
}

/// Lets go of what the host has pinned. Roots stay while they are the kernel's to hold.
pub(crate) fn unpin(tables: &mut Tables, kref: KernelRef) -> Result<(), KernelError> {
    if !tables.let_go(kref) {
        return Err(KernelError::NotHeld(kref));
    }
    tables.policies.remove(&kref);
    garbage::collect(tables);
    Ok(())
}

/// Gives something to a device (spec N5).
pub(crate) fn device_input(
    tables: &mut Tables,
    devices: &Devices,
    device: &str,
    input: &str,
) -> Result<String, KernelError> {
    let said = devices::input(tables, devices, device, input)?;
    route::accepted(tables);
    garbage::collect(tables);
    Ok(said)
}

/// Installs a bundle (spec A2).
pub(crate) fn install_bundle(
    tables: &mut Tables,
    store: &mut Store,
    bytes: &[u8],
) -> Result<BundleId, KernelError> {
    let id = bundles::install(tables, store, bytes)?;
    route::accepted(tables);
    garbage::collect(tables);
    Ok(id)
}

/// The arguments of a message that the kernel itself sends: `[method, [args…]]`, every argument a
/// smallcaps body without its `#`.
pub(crate) fn methargs(method: &str, args: &[String], slots: Vec<KernelRef>) -> CapData<KernelRef> {
    let method = quote(&escape(method));
    CapData {
        body: format!("#[{method},[{}]]", args.join(",")),
        slots,
    }
}
