//! Looking through packs: every record is read and every blob hashed (spec S9).
//!
//! Must never write, and must never stop at the first thing that is wrong.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::disk::{Access, Disk, DiskFile};
use crate::error::StoreError;
use crate::ids::BlobHash;
use crate::pack::scan::{self, Scan};
use crate::pack::{body, opening, table};

/// Something that is wrong with a pack.
#[derive(Debug)]
pub(crate) struct Damage {
    pub(crate) path: PathBuf,
    pub(crate) what: String,
    pub(crate) loss: Loss,
    /// The blob that it hit, where that is known.
    pub(crate) hash: Option<BlobHash>,
}

/// What a damage costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing that was promised: a crash left it, and the next opening removes it.
    Nothing,
    /// A record of which there is another, whole one.
    Copy,
    /// A blob, as far as one can know.
    Blob,
}

/// What is in packs.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// The blobs that are whole.
    pub(crate) whole: BTreeSet<BlobHash>,
    pub(crate) damages: Vec<Damage>,
}

/// Reads all packs of a directory.
pub(crate) fn look_through(disk: &dyn Disk, dir: &Path) -> Result<Looked, StoreError> {
    let mut looked = Looked::default();
    let mut damaged = Vec::new();
    let numbers = opening::numbers(disk, dir)?;
    let last = numbers.last().map(|(number, _)| *number);
    for (number, path) in numbers {
        let file = match disk.open(&path, Access::Read) {
            // A pack that went away since the directory was read is no problem.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            file => file.map_err(StoreError::io(&path, "open the pack"))?,
        };
        looked.pack(&path, &*file, (number, Some(number) == last), &mut damaged)?;
    }
    for (path, offset, hash) in damaged {
        let loss = match looked.whole.contains(&hash) {
            true => Loss::Copy,
            false => Loss::Blob,
        };
        let what = format!("the blob {hash} at byte {offset} is damaged");
        looked.damages.push(Damage {
            path,
            what,
            loss,
            hash: Some(hash),
        });
    }
    Ok(looked)
}

/// True if something is wrong with a pack.
pub(super) fn is_damaged(
    path: &Path,
    file: &dyn DiskFile,
    place: (u64, bool),
) -> Result<bool, StoreError> {
    let mut looked = Looked::default();
    let mut damaged = Vec::new();
    looked.pack(path, file, place, &mut damaged)?;
    Ok(!looked.damages.is_empty() || !damaged.is_empty())
}

impl Looked {
    fn pack(
        &mut self,
        path: &Path,
        file: &dyn DiskFile,
        (number, is_last): (u64, bool),
        damaged: &mut Vec<(PathBuf, u64, BlobHash)>,
    ) -> Result<(), StoreError> {
        let unreadable = || StoreError::io(path, "read the pack");
        let sealed = table::read(file).map_err(unreadable())?;
        let mut scan = scan::scan(file).map_err(unreadable())?;
        if let Some(sealed) = &sealed {
            self.compare(path, &mut scan, sealed);
        }
        let found = opening::damage(number, sealed.as_ref().unwrap_or(&scan), is_last);
        let loss = match (&sealed, &found) {
            // What is lost of the blobs in the table is named below.
            (Some(_), _) => Loss::Copy,
            (None, Some(_)) => Loss::Blob,
            (None, None) => Loss::Nothing,
        };
        if let Some((offset, what)) = found
            && scan.bad.is_empty()
        {
            self.damage(path, format!("at byte {offset}: {what}"), loss);
        }
        for bad in &scan.bad {
            let bytes = bad.end - bad.start;
            let what = format!("{bytes} bytes at byte {} hold no whole record", bad.start);
            self.damage(path, what, loss);
        }
        for (at, record) in sealed.unwrap_or(scan).blobs {
            match body::read_blob(file, at, record).map_err(unreadable())? {
                Some(_) => drop(self.whole.insert(record.hash)),
                None => damaged.push((path.to_path_buf(), at, record.hash)),
            }
        }
        Ok(())
    }

    /// A pack's records are those of its table.
    fn compare(&mut self, path: &Path, scan: &mut Scan, sealed: &Scan) {
        let table = sealed.durable;
        scan.bad.retain(|bad| bad.start < table);
        scan.bad
            .iter_mut()
            .for_each(|bad| bad.end = bad.end.min(table));
        if scan.bad.is_empty() && scan.blobs != sealed.blobs {
            let what = "its table is not that of its records".to_owned();
            self.damage(path, what, Loss::Copy);
        }
    }

    fn damage(&mut self, path: &Path, what: String, loss: Loss) {
        let path = path.to_path_buf();
        self.damages.push(Damage {
            path,
            what,
            loss,
            hash: None,
        });
    }
}
