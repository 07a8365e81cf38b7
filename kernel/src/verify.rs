//! Looking through what a store holds for its kernel: rows, references, transcripts, code (spec S9).
//!
//! Every row is read, every count made again, every blob that is mentioned fetched, every transcript chained
//! anew. No vat runs; that is what [`replay`] is for. Must never change anything, and must never stop at the
//! first thing that is wrong.
//!
//! [`replay`]: crate::replay

use std::collections::BTreeSet;
use std::fmt;

use crankcase_abi::{BundleId, codec};
use crankcase_store::{BlobHash, Mend, Store, StoreError};

use crate::bundles::bundle_id_text;
use crate::chain::{Broken, Chain};
use crate::check;
use crate::crank::commit::ACTIVITY_TAG;
use crate::error::KernelError;
use crate::graves::{self, Grave};
use crate::ids::{ActivityHash, CrankNumber, DeliveryNumber, VatId};
use crate::image;
use crate::recorded::Recorded;
use crate::snapshots::{self, Beginning, Listed};
use crate::tables::Tables;
use crate::tables::rows::{QueueItem, VatConfigRow, VatStateRow};
use crate::transcript::{self, HeapRecord, TranscriptEntry};

/// What [`verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KernelAudit {
    /// The cranks that the kernel has done.
    pub cranks: u64,
    /// The vats whose transcripts were looked through, also those that are gone.
    pub vats: u64,
    /// The entries of these.
    pub entries: u64,
    /// The bundles and images that were fetched.
    pub blobs: u64,
    /// The blobs that are mentioned somewhere, and are missing or damaged.
    pub lost: BTreeSet<BlobHash>,
    /// What is wrong, in the order in which it was found.
    pub problems: Vec<KernelProblem>,
}

/// Something that is wrong with what a store holds for its kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KernelProblem {
    /// Where: rows, a bundle, a vat's transcript.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
    /// What is to be done.
    pub mend: Mend,
}

impl fmt::Display for KernelProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.what, self.mend)
    }
}

/// Looks through what a store holds for its kernel. A store without a kernel has nothing that is wrong.
///
/// `progress` is called after each entry of a transcript with how many those are so far.
///
/// # Errors
/// [`KernelError::Version`], and what the store suffered. Damage is not an error here but a problem of the audit.
pub fn verify(store: &Store, progress: &mut dyn FnMut(u64)) -> Result<KernelAudit, KernelError> {
    let mut auditor = Auditor {
        store,
        progress,
        audit: KernelAudit::default(),
        fetched: BTreeSet::new(),
    };
    let Some(tables) = auditor.rows()? else {
        return Ok(auditor.audit);
    };
    let graves = auditor.graves(&tables)?;
    auditor.guest()?;
    auditor.bundles(&tables)?;
    for (vat, config) in tables.configs.iter() {
        if let Some(state) = tables.vats.get(vat) {
            auditor.vat(*vat, config, state, auditor.audit.cranks)?;
        }
    }
    for grave in &graves {
        auditor.vat(grave.vat, &grave.config, &grave.state, auditor.audit.cranks)?;
    }
    Ok(auditor.audit)
}

struct Auditor<'a> {
    store: &'a Store,
    progress: &'a mut dyn FnMut(u64),
    audit: KernelAudit,
    /// The blobs that were fetched already.
    fetched: BTreeSet<BlobHash>,
}

impl Auditor<'_> {
    /// Damage of a store is a problem of the audit, whatever else it suffers an error.
    fn damage(&mut self, error: StoreError) -> Result<String, KernelError> {
        // Without the advice of the error: the problem has its own.
        match error {
            StoreError::Io { .. } | StoreError::Locked { .. } => Err(error.into()),
            StoreError::NoBlob { hash, .. } => {
                self.audit.lost.insert(hash);
                Ok(format!("the blob {hash} is missing"))
            }
            StoreError::DamagedBlob { hash, path, .. } => {
                self.audit.lost.insert(hash);
                Ok(format!("the blob {hash} in {} is damaged", path.display()))
            }
            error => Ok(error.to_string()),
        }
    }

    /// Notes why something could not be looked through, if that is damage.
    fn unreadable(&mut self, place: &str, error: KernelError) -> Result<(), KernelError> {
        match error {
            KernelError::Store(error) => {
                let what = self.damage(error)?;
                self.problem(place, what);
                Ok(())
            }
            KernelError::Corrupt(what) => {
                self.problem(place, what);
                Ok(())
            }
            error => Err(error),
        }
    }

    fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.audit.problems.push(KernelProblem {
            place: place.into(),
            what: what.into(),
            mend: Mend::Copy,
        });
    }

    /// Reads all rows, and has them checked against each other. `None` if there is no kernel, or not enough of
    /// one to look further.
    fn rows(&mut self) -> Result<Option<Tables>, KernelError> {
        let tables = match Tables::read(self.store, &mut |place, what| {
            self.audit.problems.push(KernelProblem {
                place,
                what,
                mend: Mend::Copy,
            });
        }) {
            Ok(tables) => tables,
            Err(KernelError::NoKernel) if self.store.height().0 == 0 => return Ok(None),
            Err(error @ (KernelError::NoKernel | KernelError::Corrupt(_))) => {
                self.problem("the kernel's row", error.to_string());
                return Ok(None);
            }
            Err(error) => {
                self.unreadable("the kernel's rows", error)?;
                return Ok(None);
            }
        };
        self.audit.cranks = tables.row().crank.0;
        let activity = self.store.get(&[ACTIVITY_TAG])?;
        let activity = activity.map(|bytes| codec::decode::<ActivityHash>(&bytes));
        if !matches!(activity, Some(Ok(_))) {
            self.problem("the activity hash", "it is missing or malformed");
        }
        for violation in check::violations(&tables) {
            self.problem("the kernel's rows", violation.to_string());
        }
        match check::stored_rows(&tables, self.store) {
            Ok(violations) => violations.into_iter().for_each(|violation| {
                self.problem("the stores of the vats", violation.to_string())
            }),
            Err(error) => self.unreadable("the stores of the vats", error)?,
        }
        Ok(Some(tables))
    }

    /// Reads the records of the vats that are gone.
    fn graves(&mut self, tables: &Tables) -> Result<Vec<Grave>, KernelError> {
        let place = "the record of the vats that are gone";
        let mut graves: Vec<Grave> = Vec::new();
        let entries = match self.store.read_stream(graves::STREAM, 0) {
            Ok(entries) => entries,
            Err(error) => {
                let what = self.damage(error)?;
                self.problem(place, what);
                return Ok(graves);
            }
        };
        for entry in entries {
            let grave = match entry {
                Ok(entry) => Grave::from_bytes(&entry).map_err(|error| error.to_string()),
                Err(error) => Err(self.damage(error)?),
            };
            match grave {
                Ok(grave) => {
                    let twice = graves.iter().any(|other| other.vat == grave.vat);
                    if twice || tables.configs.get(&grave.vat).is_some() {
                        self.problem(place, format!("{} is there twice", grave.vat));
                    }
                    graves.push(grave);
                }
                Err(what) => self.problem(place, what),
            }
        }
        Ok(graves)
    }

    /// Fetches the guest image.
    fn guest(&mut self) -> Result<(), KernelError> {
        let place = "the guest image";
        let kept = match image::kept_image(self.store) {
            Ok(kept) => kept,
            Err(error) => return self.unreadable(place, error),
        };
        let Some(blob) = kept.and_then(|kept| kept.blob()) else {
            return Ok(());
        };
        match self.store.get_blob(&blob) {
            Ok(_) => self.audit.blobs += 1,
            Err(error) => {
                let what = self.damage(error)?;
                self.audit.problems.push(KernelProblem {
                    place: place.to_owned(),
                    what,
                    mend: Mend::Repair,
                });
            }
        }
        Ok(())
    }

    /// Fetches the code that vats can be made from, or that are to be made.
    fn bundles(&mut self, tables: &Tables) -> Result<(), KernelError> {
        for (id, _) in tables.bundles.iter() {
            self.bundle(*id, "")?;
        }
        let queues = tables.acceptance.iter().chain(tables.run_queue.iter());
        let held = tables.held.iter().map(|(_, item)| item);
        for item in queues.map(|(_, item)| item).chain(held) {
            if let QueueItem::CreateVat { vat, config, .. } = item {
                self.bundle(config.bundle, &format!(" of {vat}, which is to be made"))?;
            }
        }
        Ok(())
    }

    fn bundle(&mut self, id: BundleId, whose: &str) -> Result<(), KernelError> {
        let hash = BlobHash(id.0);
        if !self.fetched.insert(hash) {
            return Ok(());
        }
        match self.store.get_blob(&hash) {
            Ok(_) => self.audit.blobs += 1,
            Err(error) => {
                let what = self.damage(error)?;
                self.problem(format!("the bundle {}{whose}", bundle_id_text(id)), what);
            }
        }
        Ok(())
    }

    /// Looks through what is recorded of a vat.
    fn vat(
        &mut self,
        vat: VatId,
        config: &VatConfigRow,
        state: &VatStateRow,
        cranks: u64,
    ) -> Result<(), KernelError> {
        self.audit.vats += 1;
        self.bundle(config.bundle, &format!(" of {vat}"))?;
        let name = format!("the transcript of {vat} ({:?})", config.name);
        match self.transcript(vat, state, CrankNumber(cranks)) {
            Ok(None) => {}
            Ok(Some(what)) => self.problem(name, what),
            Err(error) => self.unreadable(&name, error)?,
        }
        self.snapshot(vat, state)?;
        if let Err(error) = self.heaps(vat, state) {
            self.unreadable(&format!("the recorded heap hashes of {vat}"), error)?;
        }
        Ok(())
    }

    /// Reads the last snapshot of a vat that goes on.
    fn snapshot(&mut self, vat: VatId, state: &VatStateRow) -> Result<(), KernelError> {
        let Some(row) = state.snapshot.filter(|_| state.is_alive()) else {
            return Ok(());
        };
        let read = |heap| snapshots::read(self.store, heap, &Default::default());
        let lost = match read(row.heap) {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(lost)) => lost,
            Err(error) => return self.unreadable(&format!("the last snapshot of {vat}"), error),
        };
        let recorded = Recorded {
            store: self.store,
            block: None,
        };
        let mut comes_back = false;
        match snapshots::beginning(recorded, vat, state)? {
            Beginning::Whole => comes_back = true,
            Beginning::At(first) => {
                let before = DeliveryNumber(first.deliveries.0.saturating_sub(1));
                for row in Listed::new(recorded, vat)?.after(before)? {
                    comes_back |= read(row.heap)?.is_ok();
                }
            }
            Beginning::Gone => {}
        }
        // Who was killed had not written all of it yet; an older one does as well.
        if comes_back && matches!(lost, StoreError::NoBlob { .. }) {
            return Ok(());
        }
        let what = self.damage(lost)?;
        self.audit.problems.push(KernelProblem {
            place: format!("the last snapshot of {vat}"),
            what,
            mend: match comes_back {
                true => Mend::Repair,
                false => Mend::Copy,
            },
        });
        Ok(())
    }

    /// Chains a transcript anew, from its first kept entry on; gives the first thing that is wrong with it.
    fn transcript(
        &mut self,
        vat: VatId,
        state: &VatStateRow,
        cranks: CrankNumber,
    ) -> Result<Option<String>, KernelError> {
        let recorded = Recorded {
            store: self.store,
            block: None,
        };
        let start = match snapshots::beginning(recorded, vat, state)? {
            Beginning::Whole => Default::default(),
            Beginning::At(row) => (row.deliveries, row.transcript),
            Beginning::Gone => return Ok(None),
        };
        let mut chain = Chain::at(recorded, (vat, state), start)?;
        let mut last: Option<CrankNumber> = None;
        let entries = self
            .store
            .read_stream(&transcript::stream(vat), start.0.0)?;
        for bytes in entries {
            let bytes = bytes?;
            let at = chain.deliveries();
            let entry = TranscriptEntry::from_bytes(&bytes, vat, at)?;
            if last.is_some_and(|last| entry.crank <= last) || entry.crank >= cranks {
                return Ok(Some(format!("entry {at} is of crank {}", entry.crank)));
            }
            last = Some(entry.crank);
            if let Err(Broken) = chain.pass(&bytes, entry.heap) {
                return Ok(Some(format!(
                    "entry {at} and the list of snapshots are not what was committed"
                )));
            }
            self.audit.entries += 1;
            (self.progress)(self.audit.entries);
        }
        let at = chain.deliveries();
        Ok(if at != state.deliveries {
            let rows = state.deliveries;
            Some(format!(
                "it has {at} entries, where the vat's row says {rows}"
            ))
        } else if !chain.is_complete(state) {
            Some("it is not the one that was committed".to_owned())
        } else {
            None
        })
    }

    /// Reads the heap hashes that were recorded of a vat.
    fn heaps(&self, vat: VatId, state: &VatStateRow) -> Result<(), KernelError> {
        let mut next = DeliveryNumber(0);
        for bytes in self
            .store
            .read_stream_local(&transcript::heap_stream(vat), 0)?
        {
            let record: HeapRecord = codec::decode(&bytes?)
                .map_err(|error| KernelError::Corrupt(format!("one cannot be read ({error})")))?;
            if record.delivery < next || record.delivery >= state.deliveries {
                let at = record.delivery;
                return Err(KernelError::Corrupt(format!("one is of delivery {at}")));
            }
            next.0 = record.delivery.0 + 1;
        }
        Ok(())
    }
}
