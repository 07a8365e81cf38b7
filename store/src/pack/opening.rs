//! Opening packs: what a crash left of the last one is told from damage, made durable or removed.
//!
//! Must never remove what was on the disk once, and must never hide damage.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile, Found};
use crate::error::StoreError;
use crate::files;
use crate::finding::Finding;
use crate::pack::map::{Map, Pack, Spot};
use crate::pack::record::{HEADER_BYTES, Record};
use crate::pack::scan::{self, Scan};
use crate::pack::{Current, Number, Packer, Packs, Syncs, number_of, table};

/// How much is read and written at once when the end of a pack is made durable, in bytes.
const PIECE: u64 = 1 << 20;
/// Packs are full at this length at the latest, in bytes, so that with one blob more they have places that a
/// table can say.
const LARGEST_PACK: u64 = 1 << 30;

/// Packs, and what was found on the way.
type Opened = (Packs, Vec<Finding>);

impl Packs {
    /// Makes the directory of packs in a new store.
    pub(super) fn create(
        disk: Arc<dyn Disk>,
        dir: &Path,
        pack_bytes: u64,
    ) -> Result<Self, StoreError> {
        files::make_dir(&*disk, dir)?;
        Ok(Self::empty(disk, dir, pack_bytes))
    }

    fn empty(disk: Arc<dyn Disk>, dir: &Path, pack_bytes: u64) -> Self {
        Self {
            disk,
            dir: dir.to_path_buf(),
            pack_bytes: pack_bytes.min(LARGEST_PACK),
            map: Arc::default(),
            current: None,
            packer: Packer::default(),
            damaged: BTreeSet::new(),
            syncs: Arc::new(Syncs::default()),
            due: false,
        }
    }

    /// Opens packs for writing. All blobs that they show are on the disk when this returns.
    pub(super) fn open(
        disk: Arc<dyn Disk>,
        dir: &Path,
        pack_bytes: u64,
    ) -> Result<Opened, StoreError> {
        files::make_dir(&*disk, dir)?;
        Self::empty(disk, dir, pack_bytes).open_all(true)
    }

    /// Opens packs for reading only: those that are there now. Changes nothing.
    pub(super) fn open_read_only(disk: Arc<dyn Disk>, dir: &Path) -> Result<Opened, StoreError> {
        Self::empty(disk, dir, LARGEST_PACK).open_all(false)
    }

    /// Takes up what a writer has added since a reader opened the packs.
    pub(super) fn refresh(&mut self) -> Result<(), StoreError> {
        let of = |(number, pack): (&Number, &Pack)| (*number, pack.length);
        let last = self.map().packs.last_key_value().map(of);
        let now = numbers(&*self.disk, &self.dir)?.pop();
        let now = match now {
            Some((number, path)) => match files::look(&*self.disk, &path)? {
                Some(Found::File(length)) => Some((number, length)),
                _ => None,
            },
            None => None,
        };
        if now.is_some() && now != last {
            let (packs, _) = Self::open_read_only(Arc::clone(&self.disk), &self.dir)?;
            let map = std::mem::take(&mut *packs.map());
            *self.map() = map;
        }
        Ok(())
    }

    fn open_all(mut self, writes: bool) -> Result<Opened, StoreError> {
        let mut findings = Vec::new();
        let names = numbers(&*self.disk, &self.dir)?;
        let last = names.last().map(|(number, _)| *number);
        for (number, path) in names {
            let is_last = Some(number) == last;
            let access = match writes && is_last {
                true => Access::Write,
                false => Access::Read,
            };
            let file = self.disk.open(&path, access);
            let file: Arc<dyn DiskFile> =
                file.map_err(StoreError::io(&path, "open the pack"))?.into();
            let scan = read(&*file).map_err(StoreError::io(&path, "read the pack"))?;
            findings.extend(finding(number, &path, &scan, is_last));
            if damage(number, &scan, is_last).is_some() {
                self.damaged.insert(number);
            }
            if is_last && scan.is_unbegun() {
                if writes {
                    files::remove_file(&*self.disk, &path)?;
                }
                continue;
            }
            if writes && is_last {
                self.current = self.recover(number, &path, &file, &scan)?;
            }
            let length = self.current.as_ref();
            let length = length.map_or(scan.length, |current| current.length);
            let pack = Pack { path, file, length };
            self.map().add(number, pack, &scan);
        }
        Ok((self, findings))
    }

    /// Puts all records of the last pack on the disk: their writer may have been killed before it synced
    /// them, or told that it failed, and after a failure the system takes what it could not write for
    /// written. Where there is no damage it removes what is not whole, and the pack can grow.
    fn recover(
        &self,
        number: Number,
        path: &Path,
        file: &Arc<dyn DiskFile>,
        scan: &Scan,
    ) -> Result<Option<Current>, StoreError> {
        let grows = damage(number, scan, true).is_none() && !scan.sealed;
        let mut current = Current {
            number,
            path: path.to_path_buf(),
            file: Arc::clone(file),
            salt: scan.salt.unwrap_or_default(),
            length: scan.end,
            synced: scan.end,
            blobs: scan.blobs.clone(),
        };
        let unsure = scan.durable == 0
            || scan.sealed
            || scan.blobs.last().is_some_and(|(at, _)| *at >= scan.durable)
            || scan.length > scan.end;
        if unsure {
            let failed = || StoreError::io(path, "sync the pack");
            make_durable(&**file, scan, grows).map_err(failed())?;
            // Before the mark: where that is, nobody looks whether the pack has its name.
            files::sync_dir(&*self.disk, &self.dir)?;
            if grows {
                current.mark(scan.end).map_err(failed())?;
            }
        }
        Ok(grows.then_some(current))
    }
}

impl Map {
    fn add(&mut self, number: Number, pack: Pack, scan: &Scan) {
        for (at, record) in &scan.blobs {
            let spot = Spot {
                pack: number,
                at: *at,
                record: *record,
                // What is behind the last mark was read just now.
                seen: *at >= scan.durable,
            };
            self.spots.insert(record.hash, spot);
        }
        self.packs.insert(number, pack);
    }
}

/// What is in a pack: from its table, or from its records if it has none.
fn read(file: &dyn DiskFile) -> io::Result<Scan> {
    match table::read(file)? {
        Some(scan) => Ok(scan),
        None => scan::scan(file),
    }
}

impl Scan {
    /// True if the power failed or the process died before the first record was on the disk.
    fn is_unbegun(&self) -> bool {
        self.salt.is_none() && self.length <= HEADER_BYTES as u64
    }
}

fn make_durable(file: &dyn DiskFile, scan: &Scan, grows: bool) -> io::Result<()> {
    if grows {
        for bad in scan.bad.iter().filter(|bad| bad.start < scan.end) {
            file.write_at(bad.start, &hole(bad, scan))?;
        }
        if scan.length > scan.end {
            file.set_length(scan.end)?;
        }
    }
    let mut at = scan.durable;
    while at < scan.end {
        let mut bytes = vec![0; (scan.end - at).min(PIECE) as usize];
        let count = file.read_at(at, &mut bytes)?;
        bytes.truncate(count);
        if bytes.is_empty() {
            break;
        }
        file.write_at(at, &bytes)?;
        at += bytes.len() as u64;
    }
    file.sync()
}

/// A record over what is not whole, so that later openings do not take it for damage.
fn hole(bad: &Range<u64>, scan: &Scan) -> [u8; HEADER_BYTES] {
    // Between two records there is room for at least one, and no pack is longer than a u32 says.
    let bytes = (bad.end - bad.start).saturating_sub(HEADER_BYTES as u64);
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    Record::Hole { bytes }.encode(scan.salt.unwrap_or_default(), bad.start)
}

/// Packs in the order of their numbers. Files of other names are none.
pub(super) fn numbers(disk: &dyn Disk, dir: &Path) -> Result<Vec<(Number, PathBuf)>, StoreError> {
    let names = files::names(disk, dir)?.into_iter();
    Ok(names
        .filter_map(|name| Some((number_of(&name)?, dir.join(name))))
        .collect())
}

/// Where and how a pack lacks something that was on the disk.
pub(super) fn damage(number: Number, scan: &Scan, is_last: bool) -> Option<(u64, String)> {
    if let Some(bad) = scan.damage().or_else(|| match is_last {
        true => None,
        // Whatever a pack lacks, it lacked it not when the next one was begun.
        false => scan.bad.first().cloned(),
    }) {
        let what = format!("{} bytes that hold no whole record", bad.end - bad.start);
        return Some((bad.start, what));
    }
    match scan.number {
        Some(said) if said != number => Some((0, format!("it says that it is pack {said}"))),
        None if !scan.is_unbegun() || !is_last => Some((0, "it has no beginning".to_owned())),
        // It was ended before the next one was begun.
        _ if !scan.sealed && !is_last => {
            Some((scan.end, "it has no table of its blobs".to_owned()))
        }
        _ => None,
    }
}

/// What an opening tells of a pack.
pub(super) fn finding(number: Number, path: &Path, scan: &Scan, is_last: bool) -> Option<Finding> {
    let path = path.to_path_buf();
    if let Some((offset, what)) = damage(number, scan, is_last) {
        return Some(Finding::DamagedPack { path, offset, what });
    }
    let bytes = scan.bad.iter().map(|bad| bad.end - bad.start).sum();
    (bytes > 0 || scan.is_unbegun()).then_some(Finding::UnfinishedBlobs { path, bytes })
}
