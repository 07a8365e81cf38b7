//! `crankcase repair`: everything about a store that can be mended is, out of the store itself and out of another
//! one or an export (spec S9).
//!
//! Must never end without looking through the store again: what it says is what is.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crankcase::{
    BlobHash, Disk, Export, KernelError, MachineDisk, Mend, Retention, Store, StoreError,
};
use serde::Serialize;

use super::verify::{Verdict, look_through};
use crate::args::RepairArgs;
use crate::failure::Failure;
use crate::output::{self, visible};
use crate::progress::Work;

/// Where lost blobs may come from.
enum Donor {
    Store(Box<Store>),
    Export(Export),
}

impl Donor {
    /// Opens a store or an export.
    fn open(path: &Path, disk: &Arc<dyn Disk>) -> Result<Self, Failure> {
        if Store::exists(path) {
            let store = Store::open_read_only(path, super::store_options())?;
            return Ok(Self::Store(Box::new(store)));
        }
        Ok(Self::Export(Export::open(disk, path)?))
    }

    /// Puts what it has of these blobs into a store. Gives those that it had.
    fn give(
        &self,
        wanted: &BTreeSet<BlobHash>,
        store: &mut Store,
    ) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut given = BTreeSet::new();
        match self {
            Self::Store(donor) => {
                for hash in wanted {
                    match donor.get_blob(hash) {
                        Ok(bytes) => _ = given.insert(store.put_blob(&bytes)?),
                        Err(StoreError::NoBlob { .. } | StoreError::DamagedBlob { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            Self::Export(export) => {
                let work = Work::new("bytes of the export");
                let mut take = |hash: BlobHash, bytes: Vec<u8>| {
                    if wanted.contains(&hash) {
                        given.insert(store.put_blob(&bytes)?);
                    }
                    Ok(())
                };
                export.blobs(&mut take, &mut |shipped| {
                    work.show_of(shipped.bytes, shipped.of.unwrap_or_default());
                })?;
                work.finish();
            }
        }
        Ok(given)
    }
}

/// What was done, and what is left.
#[derive(Serialize)]
struct Report {
    mended: Vec<String>,
    #[serde(flatten)]
    verdict: Verdict,
}

/// Mends a store.
pub fn repair(arguments: &RepairArgs) -> Result<ExitCode, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
    let directory = arguments.store.as_path();
    // Before anything is touched.
    let donor = arguments.from.as_deref();
    let donor = donor.map(|from| Donor::open(from, &disk)).transpose()?;
    let history = match donor {
        Some(Donor::Store(_)) => arguments.from.as_deref(),
        _ => None,
    };
    let done = Store::mend_files(directory, &disk, history)?;
    let mut mended: Vec<String> = done.iter().map(ToString::to_string).collect();
    match Store::open(directory, super::store_options_with(directory, None)) {
        Ok(mut store) => {
            mended.extend(store.findings().iter().map(ToString::to_string));
            mend_blobs(directory, &disk, &mut store, donor.as_ref(), &mut mended)?;
            store.sync_blobs()?;
        }
        // What keeps it from being opened is among the problems that are left.
        Err(
            StoreError::DamagedLog { .. } | StoreError::BadBlock { .. } | StoreError::NoBlob { .. },
        ) => {}
        Err(error) => return Err(error.into()),
    }
    let verdict = look_through(directory, false)?;
    let sound = verdict.sound;
    tell(arguments, &Report { mended, verdict })?;
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Brings back the blobs that the store has lost.
fn mend_blobs(
    directory: &Path,
    disk: &Arc<dyn Disk>,
    store: &mut Store,
    donor: Option<&Donor>,
    mended: &mut Vec<String>,
) -> Result<(), Failure> {
    let audit = Store::audit(directory, disk)?;
    let mut problems = audit.problems.iter();
    if problems.any(|problem| problem.path.ends_with("checkpoint") && problem.mend == Mend::Repair)
    {
        store.remake_checkpoint()?;
        mended.push("the checkpoint was made again from the index".to_owned());
    }
    let mut lost = audit.lost;
    let work = Work::new("transcript entries");
    let audit = crankcase::verify(store, &mut |entries| work.show(entries));
    work.finish();
    lost.extend(audit?.lost);
    if !lost.is_empty() {
        bring_back(store, donor, &mut lost, mended)?;
    }
    sweep(store, mended)
}

/// Removes what is damaged of packs, where nothing that is needed is missing any more.
fn sweep(store: &mut Store, mended: &mut Vec<String>) -> Result<(), Failure> {
    let live = match crankcase_kernel::live_blobs(store, Retention::All) {
        Ok(Some(live)) => live,
        // Without all lists nobody knows what is needed; a store without a kernel needs everything.
        Ok(None) | Err(KernelError::NoKernel | KernelError::Corrupt(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if let Some(swept) = store.sweep_thoroughly(live)?
        && swept != Default::default()
    {
        mended.push("damaged and unneeded blobs were removed".to_owned());
    }
    Ok(())
}

/// Fetches lost blobs, or makes them again.
fn bring_back(
    store: &mut Store,
    donor: Option<&Donor>,
    lost: &mut BTreeSet<BlobHash>,
    mended: &mut Vec<String>,
) -> Result<(), Failure> {
    if let Some(donor) = donor {
        for hash in donor.give(lost, store)? {
            lost.remove(&hash);
            mended.push(format!("the blob {hash} was taken from the other store"));
        }
    }
    store.remake_spans()?;
    for hash in lost.clone() {
        if store.get_blob(&hash).is_ok() {
            lost.remove(&hash);
            mended.push(format!("the blob {hash} was made again from the log"));
        }
    }
    let guest = crankcase::kept_image(store)?.and_then(|kept| kept.blob());
    let own = super::start_host()?;
    if guest.is_some_and(|guest| lost.contains(&guest)) && crankcase::mend_guest(store, &own)? {
        mended.push("the guest image was stored again".to_owned());
    }
    let host = crankcase::fitting_host(own, store, &Default::default());
    match host
        .map_err(Failure::from)
        .and_then(|host| crankcase::mend_snapshots(store, &host).map_err(Failure::from))
    {
        Ok(vats) => mended.extend(
            vats.into_iter()
                .map(|vat| format!("the last snapshot of {vat} was made again")),
        ),
        // Without an image or a bundle nothing can be made again; what is missing is named below.
        Err(Failure::Input(_)) => {}
        Err(failure) => return Err(failure),
    }
    Ok(())
}

fn tell(arguments: &RepairArgs, report: &Report) -> Result<(), Failure> {
    if arguments.json {
        return output::print_json(report);
    }
    let mut text = String::new();
    for line in &report.mended {
        text.push_str(&visible(line));
        text.push('\n');
    }
    text.push_str(&report.verdict.text());
    output::print(&text)
}
