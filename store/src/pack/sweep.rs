//! Removing blobs that nobody needs: packs of which nothing is needed are removed, and packs of which little is
//! needed are copied first (spec S8).
//!
//! Must never remove a pack before everything that is needed of it is on the disk in another, and must never
//! remove a damaged one as long as a blob is missing that may be in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::StoreError;
use crate::files;
use crate::ids::BlobHash;
use crate::pack::map::{Pack, Spot};
use crate::pack::{Number, Packs, body, look};

/// What a sweep removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Blobs that are not there any more.
    pub blobs: u64,
    /// Bytes of files that are not there any more, less those that were written instead.
    pub bytes: u64,
}

impl Packs {
    /// Sweeps. Nobody else may have the packs open.
    pub(super) fn sweep(&mut self, live: &BTreeSet<BlobHash>) -> Result<Swept, StoreError> {
        let before = self.map().sizes();
        let mut swept = self.due_packs(live);
        if swept.is_empty() {
            return Ok(Swept::default());
        }
        if let Some(current) = &self.current
            && swept.contains(&current.number)
        {
            self.seal()?;
        }
        for number in swept.clone() {
            if !self.copy_live(number, live)? {
                swept.remove(&number);
            }
        }
        self.sync_all()?;
        self.remove(&swept)?;
        let after = self.map().sizes();
        Ok(Swept {
            blobs: before.blobs - after.blobs,
            bytes: before.pack_bytes.saturating_sub(after.pack_bytes),
        })
    }

    /// The packs of which more than half is not needed, and those that are damaged.
    fn due_packs(&self, live: &BTreeSet<BlobHash>) -> BTreeSet<Number> {
        let mut needed: BTreeMap<Number, u64> = BTreeMap::new();
        let map = self.map();
        for (hash, spot) in &map.spots {
            if live.contains(hash) {
                *needed.entry(spot.pack).or_default() += spot.record.bytes();
            }
        }
        // What is missing may be in a damaged pack, and somebody may know how to get it out.
        let complete = live.iter().all(|hash| map.spots.contains_key(hash));
        let overhead = self.pack_bytes / 64;
        let is_due = |(number, pack): (&Number, &Pack)| {
            let needed = needed.get(number).copied().unwrap_or(0);
            let half = pack.length > 2 * needed + overhead;
            let due = match &self.current {
                _ if self.damaged.contains(number) => complete,
                Some(current) if current.number == *number => half && !current.blobs.is_empty(),
                _ => half || needed == 0,
            };
            due.then_some(*number)
        };
        map.packs.iter().filter_map(is_due).collect()
    }

    /// Copies what is needed of a pack to the one that grows. False if some of it cannot be read.
    fn copy_live(&mut self, number: Number, live: &BTreeSet<BlobHash>) -> Result<bool, StoreError> {
        let is_it = |(hash, spot): &(&BlobHash, &Spot)| spot.pack == number && live.contains(hash);
        let (mut spots, pack): (Vec<Spot>, _) = {
            let map = self.map();
            let spots = map.spots.iter().filter(is_it).map(|(_, spot)| *spot);
            (spots.collect(), map.packs.get(&number).cloned())
        };
        spots.sort_by_key(|spot| spot.at);
        let Some(pack) = pack else {
            return Ok(false);
        };
        for spot in spots {
            let stored = body::read_stored(&*pack.file, spot.at, spot.record);
            let stored = stored.map_err(StoreError::io(&pack.path, "read the pack"))?;
            let Some(stored) = stored else {
                self.damaged.insert(number);
                return Ok(false);
            };
            self.append(spot.record, &stored)?;
        }
        Ok(true)
    }

    fn remove(&mut self, swept: &BTreeSet<Number>) -> Result<(), StoreError> {
        self.damaged.retain(|number| !swept.contains(number));
        let removed: Vec<Pack> = {
            let mut map = self.map();
            map.spots.retain(|_, spot| !swept.contains(&spot.pack));
            let removed = swept.iter().filter_map(|number| map.packs.remove(number));
            removed.collect()
        };
        for pack in removed {
            // One that comes back after a power failure does no harm: no other has taken its number.
            files::remove_file(&*self.disk, &pack.path)?;
        }
        Ok(())
    }

    /// Reads all packs, so that the next sweep replaces those that lack anything.
    pub(super) fn find_damaged(&mut self) -> Result<(), StoreError> {
        let packs = self.map().packs.clone();
        let last = packs.keys().next_back().copied();
        for (number, pack) in packs {
            let place = (number, Some(number) == last);
            if look::is_damaged(&pack.path, &*pack.file, place)? {
                self.damaged.insert(number);
            }
        }
        Ok(())
    }
}
