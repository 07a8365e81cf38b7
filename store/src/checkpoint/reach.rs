//! What a checkpoint consists of: its chunks, and the pieces of large values.
//!
//! Must never pass over a blob that is needed.

use super::chunk::Chunk;
use super::root::{ChunkRef, Root};
use crate::error::StoreError;
use crate::ids::BlobHash;

/// Shows `visit` every blob of a checkpoint but its root, in key order; a chunk before its pieces. Reads only chunks
/// that have pieces, by `get`. `malformed` makes the error of a blob that is not the chunk that it should be.
pub(crate) fn reachable(
    root: &Root,
    get: &mut dyn FnMut(&BlobHash) -> Result<Vec<u8>, StoreError>,
    malformed: &dyn Fn(BlobHash) -> StoreError,
    visit: &mut dyn FnMut(BlobHash) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for reference in root.chunks() {
        visit(reference.hash)?;
        if reference.has_pieces {
            let pieces = pieces_of(reference, get, malformed)?;
            pieces.into_iter().try_for_each(&mut *visit)?;
        }
    }
    Ok(())
}

/// The pieces of the large values of a chunk, which is read and checked by this.
pub(crate) fn pieces_of(
    reference: &ChunkRef,
    get: &mut dyn FnMut(&BlobHash) -> Result<Vec<u8>, StoreError>,
    malformed: &dyn Fn(BlobHash) -> StoreError,
) -> Result<Vec<BlobHash>, StoreError> {
    let hash = reference.hash;
    let chunk = Chunk::decode(get(&hash)?)
        .filter(|chunk| reference.names(chunk))
        .ok_or_else(|| malformed(hash))?;
    Ok(chunk.pieces().collect())
}
