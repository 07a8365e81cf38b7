//! The `creationOptions` of a vat, by the reference's names and our own.
//!
//! This module must never look at anything else of a configuration.

use crankcase_abi::{Computrons, DateStrings, VatOptions};
use crankcase_kernel::{ReapOptions, ReapThreshold, SnapshotPolicy};

use super::document::{Document, Node, Value};
use super::error::AppError;
use super::fields::{Fields, Shape};

pub(super) const MANAGER_TYPES: &[&str] = &[
    "local",
    "nodeWorker",
    "node-subprocess",
    "xsnap",
    "xs-worker",
    "xs-worker-no-gc",
];

const OPTION_KEYS: &[(&str, Shape)] = &[
    ("computronLimit", Shape::Count),
    ("critical", Shape::Bool),
    ("dateStrings", Shape::OneOf(DateStrings::NAMES)),
    ("enableDisavow", Shape::Bool),
    ("enablePipelining", Shape::Bool),
    (
        "enableSetup",
        Shape::Nothing("vats that export setup are not supported; export buildRootObject"),
    ),
    ("managerType", Shape::OneOf(MANAGER_TYPES)),
    ("memoryLimit", Shape::Count),
    ("name", Shape::Text),
    ("neverReap", Shape::Bool),
    ("nodeOptions", Shape::Texts),
    ("reapGCKrefs", Shape::CountOrNever),
    ("reapInterval", Shape::CountOrNever),
    ("snapshotBytes", Shape::Count),
    ("snapshotComputrons", Shape::Count),
    ("snapshotInitial", Shape::CountOrNever),
    ("snapshotInterval", Shape::CountOrNever),
    ("useTranscript", Shape::Bool),
];

/// What a vat's `creationOptions` say.
#[derive(Clone, Copy, Debug, Default)]
pub struct CreationOptions {
    /// The largest its memory may become, in bytes.
    pub memory_limit: Option<u64>,
    /// The computrons that each of its cranks may use.
    pub computron_limit: Option<Computrons>,
    /// Whether messages to the promises that it decides are delivered to it.
    pub pipelining: bool,
    /// What its code can tell beside its parameters.
    pub options: VatOptions,
    /// When it is reaped.
    pub reap: ReapOptions,
    /// Whether the kernel stops when it ends.
    pub critical: bool,
    /// When snapshots are taken of it, if it says anything about that.
    pub snapshots: Option<SnapshotPolicy>,
}

impl CreationOptions {
    /// Reads them; `vat` is what errors call the vat, `all` what holds for snapshots of all vats.
    ///
    /// # Errors
    /// At the first key or value that is none.
    pub(super) fn read(
        document: &Document,
        node: &Node,
        vat: &str,
        all: SnapshotPolicy,
    ) -> Result<Self, AppError> {
        let what = format!("the creationOptions of {vat}");
        let fields = Fields::check(document, node, &what, OPTION_KEYS)?;
        if let Some(Node {
            at,
            value: Value::Bool(false),
        }) = fields.get("useTranscript")
        {
            return Err(document.error(
                *at,
                format!("\"useTranscript\" in {what}: every vat has a transcript"),
            ));
        }
        let date_strings = fields
            .text("dateStrings")
            .and_then(|(name, _)| DateStrings::from_name(name))
            .unwrap_or_default();
        let is_set = |key| {
            let value = fields.get(key).map(|node| &node.value);
            matches!(value, Some(Value::Bool(true)))
        };
        Ok(Self {
            memory_limit: fields.count("memoryLimit"),
            computron_limit: fields.count("computronLimit").map(Computrons),
            pipelining: is_set("enablePipelining"),
            options: VatOptions { date_strings },
            reap: ReapOptions {
                deliveries: threshold(&fields, "reapInterval"),
                gc_krefs: threshold(&fields, "reapGCKrefs"),
                never: is_set("neverReap"),
            },
            critical: is_set("critical"),
            snapshots: snapshots(&fields, all),
        })
    }
}

/// When snapshots are taken (spec H2), if the fields say anything about that; what they leave out is as in
/// `standard`.
pub(super) fn snapshots(fields: &Fields<'_>, standard: SnapshotPolicy) -> Option<SnapshotPolicy> {
    let threshold = |key, standard| match fields.get(key) {
        Some(_) => fields.count(key),
        None => standard,
    };
    let policy = SnapshotPolicy {
        first: threshold("snapshotInitial", standard.first),
        every: threshold("snapshotInterval", standard.every),
        bytes: threshold("snapshotBytes", standard.bytes),
        computrons: fields
            .count("snapshotComputrons")
            .map(Computrons)
            .or(standard.computrons),
    };
    let mut keys = fields.entries().iter().map(|entry| entry.key.as_str());
    keys.any(|key| key.starts_with("snapshot"))
        .then_some(policy)
}

/// A threshold for reaps: a count, or `"never"`.
pub(super) fn threshold(fields: &Fields<'_>, key: &str) -> Option<ReapThreshold> {
    if let Some(count) = fields.count(key) {
        return Some(ReapThreshold::At(count));
    }
    fields.get(key).map(|_| ReapThreshold::Never)
}
