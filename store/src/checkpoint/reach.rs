//! What a checkpoint consists of: its chunks, and the pieces of large values.
//!
//! Must never pass over a blob that is needed.

use super::chunk::{self, Chunk, Value};
use super::root::Root;
use crate::error::StoreError;
use crate::ids::BlobHash;

/// Shows `visit` every blob of a checkpoint but its root, in key order; a chunk before its pieces. Reads each chunk
/// once, by `get`. `malformed` makes the error of a blob that is not the chunk that it should be.
pub(crate) fn reachable(
    root: &Root,
    get: &mut dyn FnMut(&BlobHash) -> Result<Vec<u8>, StoreError>,
    malformed: &dyn Fn(BlobHash) -> StoreError,
    visit: &mut dyn FnMut(BlobHash) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for reference in root.chunks() {
        let hash = reference.hash;
        visit(hash)?;
        let chunk = Chunk::decode(get(&hash)?)
            .filter(|chunk| reference.last == chunk.item(chunk.len() - 1).0)
            .ok_or_else(|| malformed(hash))?;
        for number in 0..chunk.len() {
            if let (_, Value::Pieces(_, hashes)) = chunk.item(number) {
                chunk::pieces(hashes).try_for_each(&mut *visit)?;
            }
        }
    }
    Ok(())
}
