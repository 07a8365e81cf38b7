//! The kernel's own device: the node by which the vat `vatAdmin` makes and rules vats (spec A7).
//!
//! Its other nodes are bundle capabilities. What it does is done in the tables, within the crank of the vat that
//! calls it, and so is undone with that. It must never change anything in a call that fails.

mod args;
mod options;

use crankcase_abi::capdata::{escape, quote};
use crankcase_abi::{BundleId, CapData};

use self::args::Args;
use super::VAT_ADMIN;
use crate::bundles::{bundle_id_text, parse_bundle_id};
use crate::creation;
use crate::end::{self, Ending};
use crate::ids::{KernelRef, MeterId, NodeNumber, VatId};
use crate::meters;
use crate::tables::Tables;
use crate::tables::keys::BundleName;

/// What a call comes to: an answer, or the message of an error.
type Answer = Result<CapData<KernelRef>, String>;

/// Answers a call; the error is what the caller sees thrown.
pub(crate) fn invoke(
    tables: &mut Tables,
    node: NodeNumber,
    method: &str,
    args: &CapData<KernelRef>,
) -> Result<CapData<KernelRef>, CapData<KernelRef>> {
    let answer = Args::read(args).and_then(|args| match tables.bundle_nodes.get(&node) {
        Some(bundle) => of_bundle(*bundle, method),
        None => of_root(tables, method, &args),
    });
    answer.map_err(|message| CapData::error(&message))
}

/// The methods of a bundle capability.
fn of_bundle(bundle: BundleId, method: &str) -> Answer {
    match method {
        "getBundleID" => Ok(text(&bundle_id_text(bundle))),
        _ => Err(format!("bundlecap[{method}] does not exist")),
    }
}

/// The methods of the root node.
fn of_root(tables: &mut Tables, method: &str, args: &Args<'_>) -> Answer {
    match method {
        "createByBundleID" => create(tables, args),
        "terminateWithFailure" => terminate(tables, args),
        "changeOptions" => change_options(tables, args),
        "createMeter" => {
            let remaining = args.nat(0, "createMeter() remaining")?;
            let threshold = args.nat(1, "createMeter() threshold")?;
            let meter = meters::create(tables, Some(remaining), threshold);
            Ok(text(&meter.to_string()))
        }
        "createUnlimitedMeter" => {
            let meter = meters::create(tables, None, 0);
            Ok(text(&meter.to_string()))
        }
        "addMeterRemaining" => {
            let meter = meter(tables, args, "addMeterRemaining() meterID")?;
            let delta = args.nat(1, "addMeterRemaining() delta")?;
            meters::refill(tables, meter, delta);
            Ok(CapData::undefined())
        }
        "setMeterThreshold" => {
            let meter = meter(tables, args, "setMeterThreshold() meterID")?;
            let threshold = args.nat(1, "setMeterThreshold() threshold")?;
            meters::set_threshold(tables, meter, threshold);
            Ok(CapData::undefined())
        }
        "getMeter" => read_meter(tables, args),
        "getBundleCap" => {
            let id = args.text(0, "getBundleCap() bundleID")?;
            let id = parse_bundle_id(&id).ok_or("getBundleCap() not a bundleID")?;
            Ok(bundle_cap(tables, id))
        }
        "getNamedBundleCap" => {
            let id = named(tables, args, "getNamedBundleCap() name")?;
            Ok(bundle_cap(tables, id))
        }
        "getBundleIDByName" => {
            let id = named(tables, args, "getBundleIDByName() name")?;
            Ok(text(&bundle_id_text(id)))
        }
        _ => Err(format!("target[{method}] does not exist")),
    }
}

/// `createByBundleID(bundleID, options)`: gives the id of the vat.
fn create(tables: &mut Tables, args: &Args<'_>) -> Answer {
    let id = args.text(0, "createByBundleID() bundleID")?;
    let installed = |id: &BundleId| tables.bundles.get(id).is_some();
    let bundle = parse_bundle_id(&id).filter(installed);
    let bundle = bundle.ok_or_else(|| format!("no bundle {id:?} is installed"))?;
    let record = args.record(1, "createByBundleID() options")?;
    let (config, parameters) = options::creation(tables, bundle, record)?;
    let parameters = args.passed_on(parameters);
    let vat = creation::ask(tables, config, parameters);
    Ok(text(&vat.to_string()))
}

/// `terminateWithFailure(vatID, reason)`: a vat that has ended meanwhile stays as it is.
fn terminate(tables: &mut Tables, args: &Args<'_>) -> Answer {
    let vat = vat(tables, args, "terminateWithFailure() vatID")?;
    let ending = Ending {
        reason: "terminated".to_owned(),
        failure: true,
        info: args.data(1),
    };
    end::terminate(tables, vat, &ending);
    Ok(CapData::undefined())
}

/// `changeOptions(vatID, options)`.
fn change_options(tables: &mut Tables, args: &Args<'_>) -> Answer {
    let vat = vat(tables, args, "changeOptions() vatID")?;
    let record = args.record(1, "changeOptions() options")?;
    let change = options::change(record)?;
    creation::ask_for_change(tables, vat, change);
    Ok(CapData::undefined())
}

/// `getMeter(meterID)`: answers what is left on it, and its threshold.
fn read_meter(tables: &Tables, args: &Args<'_>) -> Answer {
    let meter = meter(tables, args, "getMeter() meterID")?;
    let row = tables.meters.get(&meter).ok_or("there is no such meter")?;
    let remaining = row.remaining.map(|left| format!("+{left}"));
    let remaining = remaining.as_deref().unwrap_or("unlimited");
    let threshold = row.threshold;
    Ok(CapData::plain(format!(
        "#{{\"remaining\":\"{remaining}\",\"threshold\":\"+{threshold}\"}}"
    )))
}

/// The first argument, as the id of a meter.
fn meter(tables: &Tables, args: &Args<'_>, what: &str) -> Result<MeterId, String> {
    let id = args.text(0, what)?;
    let meter = options::meter(tables, &id);
    meter.ok_or_else(|| format!("there is no meter {id:?}"))
}

/// The first argument, as the id of a vat that there is or was.
fn vat(tables: &Tables, args: &Args<'_>, what: &str) -> Result<VatId, String> {
    let id = args.text(0, what)?;
    let vat = id.strip_prefix('v').and_then(|number| number.parse().ok());
    let is_one = |vat: &VatId| {
        vat.to_string() == id && (VatId::FIRST..tables.row().next_vat).contains(&vat.0)
    };
    let vat = vat.map(VatId).filter(is_one);
    vat.ok_or_else(|| format!("there is no vat {id:?}"))
}

/// The bundle that has the name which is the first argument.
fn named(tables: &Tables, args: &Args<'_>, what: &str) -> Result<BundleId, String> {
    let name = args.text(0, what)?;
    let found = tables.bundle_names.get(&BundleName(name.clone()));
    let found = found.copied();
    found.ok_or_else(|| format!("unregistered bundle name '{name}'"))
}

/// A bundle's node, or undefined for one that is not installed.
fn bundle_cap(tables: &mut Tables, id: BundleId) -> CapData<KernelRef> {
    let node = tables.bundles.get(&id).map(|row| row.node);
    let device = tables.device(VAT_ADMIN);
    let Some((number, device)) = node.zip(device) else {
        return CapData::undefined();
    };
    CapData {
        body: "#\"$0.Alleged: device\"".to_owned(),
        slots: vec![tables.node(device, number)],
    }
}

/// A string as an answer.
fn text(text: &str) -> CapData<KernelRef> {
    CapData::plain(format!("#{}", quote(&escape(text))))
}
