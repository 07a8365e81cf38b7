//! Reading a pack from its beginning to its end: which records are whole, and what lies between them.
//!
//! A bad record does not hide the ones behind it: the next header is searched for.
//!
//! Must never believe a length before it was compared with the file's, and must never change anything.

use std::io;
use std::ops::Range;

use crate::disk::DiskFile;
use crate::pack::body;
use crate::pack::record::{BlobRecord, HEADER_BYTES, MAGIC, MAX_PACK_BYTES, Record, Salt};

const WINDOW: usize = 16 << 10;

/// What is in a pack.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// None if there is no record.
    pub(super) salt: Option<Salt>,
    /// What the first record says.
    pub(super) number: Option<u64>,
    /// The blobs, in order, each with the place of its record. Those from `durable` on are whole; whether the
    /// others are, their reading tells.
    pub(super) blobs: Vec<(u64, BlobRecord)>,
    /// What belongs to no record, or to one that is not whole; in order.
    pub(super) bad: Vec<Range<u64>>,
    /// Everything before was on the disk once.
    pub(super) durable: u64,
    /// The end of the last record that is whole.
    pub(super) end: u64,
    /// The length of the file.
    pub(super) length: u64,
    /// True if the pack is full and ends with a table.
    pub(super) sealed: bool,
}

impl Scan {
    /// The first place where something is missing that was on the disk. The first record is there before
    /// anything else is written.
    pub(super) fn damage(&self) -> Option<Range<u64>> {
        let first = self.bad.first()?;
        let headless = first.start == 0 && self.length > HEADER_BYTES as u64;
        (headless || first.start < self.durable).then(|| first.clone())
    }
}

/// Reads a pack that has no table.
pub(super) fn scan(file: &dyn DiskFile) -> io::Result<Scan> {
    let mut window = Window::new(file)?;
    let mut scan = Scan {
        length: file.length()?.max(window.length),
        ..Scan::default()
    };
    let mut at = 0;
    if let Some((Record::Start { .. }, salt)) = window.record(None, 0)? {
        scan.salt = Some(salt);
    }
    while at < window.length {
        match window.whole_record(scan.salt, at)? {
            Some(record) => {
                scan.add(at, record);
                at += record.bytes();
            }
            None => {
                let next = window.search(scan.salt, at + 1)?;
                scan.bad.push(at..next);
                at = next;
            }
        }
    }
    if at < scan.length {
        scan.bad.push(at..scan.length);
    }
    scan.verify_end(file)?;
    Ok(scan)
}

impl Scan {
    fn add(&mut self, at: u64, record: Record) {
        match record {
            Record::Blob(blob) => return self.blobs.push((at, blob)),
            Record::Start { number } if at == 0 => self.number = Some(number),
            Record::Mark { synced } if synced <= at => self.durable = self.durable.max(synced),
            // Without a whole end they count as nothing, but all before the table was on the disk.
            Record::Table { .. } => {
                self.durable = self.durable.max(at);
                return self.bad.push(at..at + record.bytes());
            }
            Record::Seal { .. } => return self.bad.push(at..at + record.bytes()),
            Record::Start { .. } | Record::Mark { .. } | Record::Hole { .. } => {}
        }
        self.end = at + record.bytes();
    }

    /// Of what is not known to have been on the disk, only what is whole counts.
    fn verify_end(&mut self, file: &dyn DiskFile) -> io::Result<()> {
        let known = self.blobs.partition_point(|(at, _)| *at < self.durable);
        for (at, blob) in self.blobs.split_off(known) {
            if body::read_blob(file, at, blob)?.is_some() {
                self.blobs.push((at, blob));
            } else {
                self.bad.push(at..at + blob.bytes());
            }
        }
        if let Some((at, blob)) = self.blobs.last() {
            self.end = self.end.max(at + blob.bytes());
        }
        self.bad.sort_by_key(|bad| bad.start);
        self.bad.dedup_by(|next, bad| {
            let adjacent = bad.end == next.start;
            if adjacent {
                bad.end = next.end;
            }
            adjacent
        });
        Ok(())
    }
}

/// A part of the file in memory.
struct Window<'a> {
    file: &'a dyn DiskFile,
    length: u64,
    start: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    fn new(file: &'a dyn DiskFile) -> io::Result<Self> {
        Ok(Self {
            file,
            length: file.length()?.min(MAX_PACK_BYTES),
            start: 0,
            bytes: Vec::new(),
        })
    }

    /// The bytes from a place on: at least `least`, or all up to the end of the file.
    fn from(&mut self, at: u64, least: usize) -> io::Result<&[u8]> {
        let end = self.start + self.bytes.len() as u64;
        let inside = at >= self.start && at + least as u64 <= end;
        if !inside && (at < self.start || at > end || end < self.length) {
            self.bytes.resize(WINDOW, 0);
            let count = self.file.read_at(at, &mut self.bytes)?;
            self.bytes.truncate(count);
            self.start = at;
        }
        let skip = usize::try_from(at - self.start).unwrap_or(usize::MAX);
        Ok(self.bytes.get(skip..).unwrap_or_default())
    }

    /// The record whose header stands at a place, if all of it is in the file.
    fn record(&mut self, salt: Option<Salt>, at: u64) -> io::Result<Option<(Record, Salt)>> {
        let length = self.length;
        let found = Record::decode(self.from(at, HEADER_BYTES)?, salt, at);
        Ok(found.filter(|(record, _)| at + record.bytes() <= length))
    }

    /// The record at a place. In a pack whose first record is damaged nobody knows the salt, and the bytes of a
    /// blob may look like any record: only a blob counts then, if it is whole.
    fn whole_record(&mut self, salt: Option<Salt>, at: u64) -> io::Result<Option<Record>> {
        let found = self.record(salt, at)?.map(|(record, _)| record);
        match (salt, found) {
            (None, Some(Record::Blob(blob))) => {
                let bytes = body::read_blob(self.file, at, blob)?;
                Ok(found.filter(|_| bytes.is_some()))
            }
            (None, _) => Ok(None),
            (Some(_), found) => Ok(found),
        }
    }

    /// The place of the next record, or the end of the file.
    fn search(&mut self, salt: Option<Salt>, from: u64) -> io::Result<u64> {
        let mut at = from;
        while at < self.length {
            let bytes = self.from(at, HEADER_BYTES)?;
            if bytes.is_empty() {
                // Somebody has cut the file.
                break;
            }
            let Some(ahead) = bytes.windows(MAGIC.len()).position(|four| four == MAGIC) else {
                at += (bytes.len().max(MAGIC.len()) - MAGIC.len() + 1) as u64;
                continue;
            };
            at += ahead as u64;
            if self.whole_record(salt, at)?.is_some() {
                return Ok(at);
            }
            at += 1;
        }
        Ok(self.length)
    }
}
