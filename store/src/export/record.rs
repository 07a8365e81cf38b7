//! The records of an export, and the cutting of a stream of bytes into them (spec S21).
//!
//! ```text
//! record  [32] SHA-256 of the blob | u32 length | the blob
//! ```
//!
//! Must never take memory for a length before the bytes are there, and must never give out a blob whose
//! bytes are not what its name says.

use crate::ids::BlobHash;
use crate::pack::MAX_BLOB_BYTES;

const HEAD_BYTES: usize = 36;
/// How much memory a record gets before its bytes come.
const FIRST_BYTES: usize = 64 << 10;

/// What precedes a blob. None if the blob is too long to be exported.
pub(crate) fn head(hash: BlobHash, length: usize) -> Option<[u8; HEAD_BYTES]> {
    let fits = length <= MAX_BLOB_BYTES;
    let length = u32::try_from(length).ok().filter(|_| fits)?;
    let mut head = [0; HEAD_BYTES];
    head[..32].copy_from_slice(&hash.0);
    head[32..].copy_from_slice(&length.to_be_bytes());
    Some(head)
}

/// Cuts a stream that comes in pieces into its records.
#[derive(Debug, Default)]
pub(crate) struct Splitter {
    head: Vec<u8>,
    /// The record whose bytes are coming.
    open: Option<(BlobHash, usize)>,
    bytes: Vec<u8>,
}

/// A blob of a stream.
pub(crate) type Record = (BlobHash, Vec<u8>);

impl Splitter {
    /// Takes from the front of `piece` what belongs to the next record, and gives that when it is whole. None
    /// when the piece is used up before. The words of an error say what is wrong.
    pub(crate) fn next(&mut self, piece: &mut &[u8]) -> Result<Option<Record>, String> {
        let (hash, length) = match self.open {
            Some(open) => open,
            None => {
                take(piece, HEAD_BYTES, &mut self.head);
                let Some((hash, length)) = self.head.split_first_chunk::<32>() else {
                    return Ok(None);
                };
                let Ok(length) = length.try_into().map(u32::from_be_bytes) else {
                    return Ok(None);
                };
                let hash = BlobHash(*hash);
                let length = length as usize;
                if length > MAX_BLOB_BYTES {
                    return Err(format!(
                        "its blob {hash} has {length} bytes, more than any has"
                    ));
                }
                self.head.clear();
                self.bytes.reserve(length.min(FIRST_BYTES));
                *self.open.insert((hash, length))
            }
        };
        take(piece, length, &mut self.bytes);
        if self.bytes.len() < length {
            return Ok(None);
        }
        self.open = None;
        let bytes = std::mem::take(&mut self.bytes);
        if BlobHash::of(&bytes) != hash {
            return Err(format!("its blob {hash} is not what its name says"));
        }
        Ok(Some((hash, bytes)))
    }

    /// True if the stream may end here.
    pub(crate) fn is_between_records(&self) -> bool {
        self.head.is_empty() && self.open.is_none()
    }
}

/// Moves bytes until there are `until` of them.
fn take(piece: &mut &[u8], until: usize, into: &mut Vec<u8>) {
    let count = piece.len().min(until - into.len());
    let (taken, left) = piece.split_at(count);
    into.extend_from_slice(taken);
    *piece = left;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stream(blobs: &[Vec<u8>]) -> Vec<u8> {
        let record = |blob: &Vec<u8>| {
            let head = head(BlobHash::of(blob), blob.len()).unwrap();
            [&head[..], blob].concat()
        };
        blobs.iter().flat_map(record).collect()
    }

    fn split(pieces: &[&[u8]]) -> Result<Vec<Vec<u8>>, String> {
        let mut splitter = Splitter::default();
        let mut blobs = Vec::new();
        for piece in pieces {
            let mut piece = *piece;
            while let Some((hash, bytes)) = splitter.next(&mut piece)? {
                assert_eq!(BlobHash::of(&bytes), hash);
                blobs.push(bytes);
            }
            assert!(piece.is_empty());
        }
        match splitter.is_between_records() {
            true => Ok(blobs),
            false => Err("cut".to_owned()),
        }
    }

    proptest! {
        // spec S21
        #[test]
        fn records_come_back_wherever_the_stream_is_cut(
            blobs in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..90), 0..8),
            piece in 1..200usize,
        ) {
            let stream = stream(&blobs);
            let pieces: Vec<&[u8]> = stream.chunks(piece).collect();
            prop_assert_eq!(split(&pieces), Ok(blobs));
        }

        // spec S21
        #[test]
        fn a_changed_stream_never_gives_another_blob(
            blobs in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..90), 1..8),
            flip in any::<prop::sample::Index>(),
            cut in any::<prop::sample::Index>(),
        ) {
            let whole = stream(&blobs);
            let mut changed = whole.clone();
            let bit = flip.index(changed.len() * 8);
            changed[bit / 8] ^= 1 << (bit % 8);
            // A name that fits nothing, bytes that fit no name, or a length that misplaces what follows.
            prop_assert!(split(&[&changed]).is_err());
            let cut = cut.index(whole.len());
            if let Ok(some) = split(&[&whole[..cut]]) {
                prop_assert_eq!(&some[..], &blobs[..some.len()]);
            }
        }
    }

    #[test]
    fn a_length_is_not_believed_before_its_bytes_are_there() {
        let mut splitter = Splitter::default();
        let head = head(BlobHash([7; 32]), MAX_BLOB_BYTES).unwrap();
        assert_eq!(splitter.next(&mut &head[..]), Ok(None));
        assert!(splitter.bytes.capacity() <= FIRST_BYTES);
        let mut longer = head;
        longer[32..].copy_from_slice(&(MAX_BLOB_BYTES as u32 + 1).to_be_bytes());
        assert!(Splitter::default().next(&mut &longer[..]).is_err());
        assert_eq!(super::head(BlobHash([7; 32]), MAX_BLOB_BYTES + 1), None);
    }
}
