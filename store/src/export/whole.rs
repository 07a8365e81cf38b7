//! What an export holds: the checkpoint of exactly the exported state, the spans that are needed, and the blobs
//! that the store's user names (spec S23).
//!
//! Must never depend on how the store keeps its index, its blobs and its checkpoints.

use std::collections::BTreeMap;
use std::path::Path;

use super::{ExportMode, ExportWriter, Exported, ExportedState, Ship};
use crate::changes;
use crate::checkpoint::{self, BuildError};
use crate::error::StoreError;
use crate::ids::{BlobHash, Tip};
use crate::index::{self, Changes, Entries, Index, IndexError, Space};
use crate::store::Store;
use crate::{stream, upkeep};

/// What a store needs beyond what it knows by itself: its user says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The blobs that values and entries name, in an order that follows from the store's contents. One may be
    /// there more than once.
    pub blobs: Vec<BlobHash>,
    /// Which spans of streams are needed.
    pub spans: NeededSpans,
}

/// Which spans of a store's shared streams are needed. Those that are not are taken for pruned in a store that
/// is made from the export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NeededSpans {
    /// All that the store keeps.
    #[default]
    All,
    /// Of these streams those that hold an entry at this position or later; none of the others.
    From(BTreeMap<Vec<u8>, u64>),
}

impl Store {
    /// Exports the state of the store at its present height into a directory that is absent or empty, or in
    /// which the same was begun. Works on a store that is open for reading while another process writes to it,
    /// and writes nothing to the store. The same state and the same references make the same export.
    ///
    /// # Errors
    /// [`StoreError::NoBlob`] and [`StoreError::DamagedBlob`] where the store lacks something that is needed;
    /// those of [`ExportWriter`]; [`StoreError::Index`].
    pub fn export(
        &self,
        dir: &Path,
        mode: ExportMode,
        references: &References,
        progress: Ship<'_>,
    ) -> Result<Exported, StoreError> {
        self.sync_log()?;
        let (index, tip) = self.contents();
        let failed = |error| self.not_built(BuildError::Source(error));
        let chosen = Chosen::new(index, &references.spans).map_err(failed)?;
        let mut writer = ExportWriter::begin(&self.disk(), dir, progress)?;
        let mut add = |hash, bytes| writer.add(hash, || Ok(bytes));
        let entries = chosen.entries(index).map_err(failed)?;
        let built = checkpoint::build_whole(entries, tip, &mut add);
        let built = built.map_err(|error| self.not_built(error))?;
        let mut add = |hash| writer.add(hash, || self.get_blob(&hash));
        let spans = chosen.spans(index, &mut add);
        spans.map_err(|error| self.not_built(error))?;
        for hash in &references.blobs {
            writer.add(*hash, || self.get_blob(hash))?;
        }
        let Tip { height, hash } = tip;
        writer.finish(ExportedState {
            mode,
            height,
            tip: hash,
            state: built.root.state_hash(),
            checkpoint: built.hash,
        })
    }
}

/// The entries of an index, as the export holds them: they differ only in up to where streams are pruned.
struct Chosen {
    pruned: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Chosen {
    fn new(index: &dyn Index, needed: &NeededSpans) -> Result<Self, IndexError> {
        let from = index::pruned_key(&[]);
        let known = index.range(&from, &index::prefix_end(&from))?;
        let mut pruned = known.collect::<Result<BTreeMap<_, _>, _>>()?;
        if let NeededSpans::From(needed) = needed {
            let from = Space::Shared.stream_key(&[]);
            for entry in index.range(&from, &index::prefix_end(&from))? {
                let (key, _) = entry?;
                let stream = &key[1..];
                let before = needed.get(stream).copied().unwrap_or(u64::MAX);
                let mut changes = Changes::new();
                changes::prune(index, stream, before, &mut changes)?;
                let changes = changes.into_iter();
                pruned.extend(changes.filter_map(|(key, value)| Some((key, value?))));
            }
        }
        Ok(Self { pruned })
    }

    /// In key order.
    fn entries<'a>(&'a self, index: &'a dyn Index) -> Result<Entries<'a>, IndexError> {
        let (start, end) = (Space::Local.bounds().0, Space::Shared.bounds().1);
        let from = index::pruned_key(&[]);
        let before = index.range(&start, &from)?;
        let behind = index.range(&index::prefix_end(&from), &end)?;
        let pruned = self.pruned.iter();
        let pruned = pruned.map(|(key, value)| Ok((key.clone(), value.clone())));
        Ok(Box::new(before.chain(pruned).chain(behind)))
    }

    /// The blobs of the spans that are kept: those of local streams, then those of shared ones, in the order of
    /// the streams' names.
    fn spans(
        &self,
        index: &dyn Index,
        take: &mut dyn FnMut(BlobHash) -> Result<(), StoreError>,
    ) -> Result<(), BuildError> {
        for space in [Space::Local, Space::Shared] {
            for stream in upkeep::streams(index, space) {
                let stream = stream?;
                let kept_from = match space {
                    Space::Local => 0,
                    Space::Shared => self.kept_from(&stream),
                };
                for span in stream::spans(index, space, &stream)? {
                    if span.first >= kept_from {
                        take(span.hash)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn kept_from(&self, stream: &[u8]) -> u64 {
        let pruned = self.pruned.get(&index::pruned_key(stream));
        let pruned = pruned.and_then(|bytes| bytes.as_slice().try_into().ok());
        pruned.map_or(0, u64::from_be_bytes)
    }
}
