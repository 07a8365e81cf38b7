//! MessagePack, as everything that crosses the wall or enters a transcript is written (spec T1).
//!
//! Structs are arrays, enums are maps of one name; maps are ordered. Decoding refuses trailing bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The largest value the wall carries, in bytes. Longer guest output is a fault of the vat.
pub const MAX_BYTES: usize = 64 << 20;

/// Encodes a value.
///
/// # Panics
/// Never for the types of this crate: writing to memory cannot fail and none of them refuses.
#[must_use]
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    rmp_serde::to_vec(value).expect("the types of the wall can always be encoded")
}

/// Bytes that are not what was expected.
#[derive(Debug)]
pub enum DecodeError {
    /// They are longer than [`MAX_BYTES`].
    TooLong(usize),
    /// They are not the encoding of such a value.
    Malformed(rmp_serde::decode::Error),
    /// This many bytes follow the value.
    Trailing(usize),
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLong(bytes) => {
                write!(f, "{bytes} bytes are more than the limit of {MAX_BYTES}")
            }
            Self::Malformed(error) => error.fmt(f),
            Self::Trailing(bytes) => write!(f, "{bytes} bytes follow the value"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Decodes exactly one value.
///
/// # Errors
/// When the bytes are too long, malformed, or more than one value.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLong(bytes.len()));
    }
    let mut reader = rmp_serde::Deserializer::from_read_ref(bytes);
    let value = T::deserialize(&mut reader).map_err(DecodeError::Malformed)?;
    let rest = reader.get_ref().len();
    if rest == 0 {
        Ok(value)
    } else {
        Err(DecodeError::Trailing(rest))
    }
}
