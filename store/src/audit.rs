//! Looking through a whole store, without opening its index and without changing anything (spec S9).
//!
//! Every byte is read: the log with all its links and hashes, every blob, the files of the index if they
//! were closed. What is wrong is named with its file and with what mends it.
//!
//! Must never write, and must never stop at the first thing that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::blob::Blobs;
use crate::block::Block;
use crate::checkpoint::{self, Base, Record};
use crate::dir::Place;
use crate::disk::Found;
use crate::error::StoreError;
use crate::files;
use crate::finding::Finding;
use crate::ids::{BlobHash, BlockHash, Height, Tip};
use crate::index::Space;
use crate::pack::{self, Loss};
use crate::shelf::Shelf;
use crate::verify::{self, LoggedBlock};
use crate::{end, seal, segment};

/// What [`Store::audit`] found.
///
/// [`Store::audit`]: crate::Store::audit
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// The blocks of the log that are whole and linked, up to the first that is not.
    pub height: Height,
    /// The hash of the last of them.
    pub tip: BlockHash,
    /// The blobs that are whole.
    pub blobs: u64,
    /// The blobs of which is known that they are damaged and nowhere whole.
    pub lost: BTreeSet<BlobHash>,
    /// What is wrong, in the order in which it was found.
    pub problems: Vec<Problem>,
}

/// Something that is wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or directory.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What is to be done.
    pub mend: Mend,
}

/// What mends a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The next opening for writing does it.
    Opening,
    /// A repair does it, out of what else is in the store.
    Repair,
    /// The file has to come from a copy of the store.
    Copy,
    /// Nothing is lost; a thorough sweep of the blobs removes it.
    Sweep,
    /// The file does not belong there and can be moved away.
    Move,
}

impl fmt::Display for Mend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Opening => "the next opening for writing mends it",
            Self::Repair => "`crankcase repair` mends it",
            Self::Copy => "restore it from a copy of the store",
            Self::Sweep => "nothing is lost, and `crankcase repair` removes it",
            Self::Move => "move it away",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path.display(), self.what, self.mend)
    }
}

/// Looks through a store.
pub(crate) fn audit(place: &Place) -> Result<Audit, StoreError> {
    place.check_version()?;
    let _share = place.share_readers()?;
    let mut auditor = Auditor {
        place,
        audit: Audit::default(),
        lengths: BTreeMap::new(),
    };
    auditor.strangers(&place.dir, |name| place.is_part(name))?;
    // In the order of a reader, beside a living writer.
    let record = checkpoint::read_record(place)?;
    let verified = auditor.log(record)?;
    let whole = auditor.blobs()?;
    let index_is_closed = auditor.index()?;
    if let (Some(tip), Some(whole)) = (verified, whole) {
        auditor.checkpoint(record, tip, &whole, index_is_closed)?;
    }
    Ok(auditor.audit)
}

struct Auditor<'a> {
    place: &'a Place,
    audit: Audit,
    /// The lengths of the streams so far.
    lengths: BTreeMap<Vec<u8>, u64>,
}

impl Auditor<'_> {
    fn problem(&mut self, path: &Path, what: impl Into<String>, mend: Mend) {
        self.audit.problems.push(Problem {
            path: path.to_path_buf(),
            what: what.into(),
            mend,
        });
    }

    /// Names what is in a directory and does not belong there.
    fn strangers(&mut self, dir: &Path, belongs: impl Fn(&str) -> bool) -> Result<(), StoreError> {
        for name in files::names(&*self.place.disk, dir)? {
            if !belongs(&name) {
                self.problem(&dir.join(name), "this is no part of the store", Mend::Move);
            }
        }
        Ok(())
    }

    /// Tells the end of the log, if it is whole.
    fn log(&mut self, record: Record) -> Result<Option<Tip>, StoreError> {
        let dir = self.place.log();
        if !self.is_dir(&dir)? {
            self.problem(&dir, "the block log is missing", Mend::Copy);
            return Ok(None);
        }
        self.strangers(&dir, |name| {
            segment::is_segment(name) || end::is_record(name)
        })?;
        let place = self.place;
        let from = match record {
            Record::Known(tip, _) => tip,
            // Without the record the log itself says where it begins.
            Record::Absent | Record::Damaged => segment::start(&*place.disk, &dir)?,
        };
        self.audit.height = from.height;
        self.audit.tip = from.hash;
        let verified = verify::verify(&*place.disk, &dir, from, &mut |block| self.block(&block));
        match verified {
            Ok(verified) => {
                for finding in verified.findings {
                    self.finding(finding);
                }
                Ok(Some(verified.tip))
            }
            Err(error) => self.refused(error).map(|()| None),
        }
    }

    /// Looks through the checkpoint and for the spans of the streams.
    fn checkpoint(
        &mut self,
        record: Record,
        tip: Tip,
        whole: &BTreeSet<BlobHash>,
        index_is_closed: bool,
    ) -> Result<(), StoreError> {
        let place = self.place;
        let (blobs, _) = Blobs::open_read_only(place)?;
        let blobs = Shelf::new(blobs);
        let base = Base::find(place, record, &blobs)?;
        let looked = checkpoint::look_through(place, &base, &blobs, whole, tip)?;
        // What the index or the whole log has is put into the next checkpoint: at once if the opening sees it.
        let mend = match (&base.damage, index_is_closed) {
            (Some(_), _) if base.root.is_some() => Mend::Opening,
            (Some(_), true) => Mend::Opening,
            (None, true) => Mend::Repair,
            (_, false) => Mend::Copy,
        };
        for what in looked.damages {
            let what = format!("the checkpoint is damaged: {what}");
            self.problem(&checkpoint::record_path(place), what, mend);
        }
        for what in looked.lost {
            self.problem(&place.blobs(), what, Mend::Copy);
        }
        Ok(())
    }

    /// Checks a whole block's contents.
    fn block(&mut self, logged: &LoggedBlock<'_>) -> Result<(), StoreError> {
        let height = logged.tip.height;
        let bad = |what| StoreError::BadBlock {
            path: self.place.dir.clone(),
            height,
            what,
        };
        let block = Block::decode(logged.body).map_err(bad)?;
        let shared = block.shared.streams.into_iter();
        let local = block.local.streams.into_iter();
        let streams = shared.map(|stream| (Space::Shared, stream));
        for (space, (stream, appended)) in streams.chain(local.map(|stream| (Space::Local, stream)))
        {
            // How long the streams are in the checkpoint shows when the blocks are put over it.
            let length = self.lengths.entry(space.stream_key(&stream));
            let length = length.or_insert(appended.first);
            if *length != appended.first {
                let at = appended.first;
                return Err(bad(format!(
                    "it appends at {at} to a stream of length {length}"
                )));
            }
            *length += appended.entries.len() as u64;
        }
        self.audit.height = height;
        self.audit.tip = logged.tip.hash;
        Ok(())
    }

    fn finding(&mut self, finding: Finding) {
        match finding {
            Finding::UnfinishedBlock {
                path,
                offset,
                bytes,
                height,
            } => {
                let what =
                    format!("{bytes} bytes of an unfinished block {height} at byte {offset}");
                self.problem(&path, what, Mend::Opening);
            }
            Finding::NoEndRecord { path, what } => {
                let what = format!("the record of the log's end {what}");
                self.problem(&path, what, Mend::Opening);
            }
            // Not of the log.
            Finding::DamagedCheckpoint { .. }
            | Finding::IndexRebuilt { .. }
            | Finding::Migrated { .. }
            | Finding::UnfinishedBlobs { .. }
            | Finding::DamagedPack { .. } => {}
        }
    }

    /// A log that cannot be read to its end.
    fn refused(&mut self, error: StoreError) -> Result<(), StoreError> {
        match error {
            StoreError::DamagedLog { path, offset, what } => {
                let what = format!("the block log is damaged at byte {offset}: {what}");
                self.problem(&path, what, Mend::Copy);
            }
            StoreError::BadBlock { path, height, what } => {
                let what = format!("block {height} cannot be applied: {what}");
                self.problem(&path, what, Mend::Copy);
            }
            error => return Err(error),
        }
        Ok(())
    }

    /// Tells the blobs that are whole.
    fn blobs(&mut self) -> Result<Option<BTreeSet<BlobHash>>, StoreError> {
        let dir = self.place.blobs();
        if !self.is_dir(&dir)? {
            self.problem(&dir, "the directory of the blobs is missing", Mend::Copy);
            return Ok(None);
        }
        self.strangers(&dir, pack::is_pack)?;
        let looked = pack::look_through(&*self.place.disk, &dir)?;
        self.audit.blobs = looked.whole.len() as u64;
        for damage in looked.damages {
            let mend = match damage.loss {
                Loss::Nothing => Mend::Opening,
                Loss::Copy => Mend::Sweep,
                Loss::Blob => Mend::Copy,
            };
            if damage.loss == Loss::Blob {
                self.audit.lost.extend(damage.hash);
            }
            self.problem(&damage.path, damage.what, mend);
        }
        Ok(Some(looked.whole))
    }

    /// True if there is an index whose files are as they were closed.
    fn index(&mut self) -> Result<bool, StoreError> {
        let dir = self.place.index();
        let wrong = seal::inspect(&*self.place.disk, &dir)?;
        let is_closed = wrong.is_none() && self.is_dir(&dir)?;
        if let Some(what) = wrong {
            self.problem(&dir, what, Mend::Opening);
        }
        Ok(is_closed)
    }

    fn is_dir(&self, path: &Path) -> Result<bool, StoreError> {
        Ok(files::look(&*self.place.disk, path)? == Some(Found::Dir))
    }
}
