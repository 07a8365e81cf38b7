//! MessagePack, as everything that crosses the wall or enters a transcript is written (spec T1).
//!
//! Structs are arrays, enums are maps of one name; maps are ordered. Decoding refuses trailing bytes.

use serde::Deserialize as _;
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
    /// More bytes follow the value.
    Trailing,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLong(bytes) => {
                write!(f, "{bytes} bytes are more than the limit of {MAX_BYTES}")
            }
            Self::Malformed(error) => error.fmt(f),
            Self::Trailing => f.write_str("more bytes follow the value"),
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
    // The reader does not tell where it stands: only at the end is there no marker to read.
    match serde::de::IgnoredAny::deserialize(&mut reader) {
        Err(rmp_serde::decode::Error::InvalidMarkerRead(_)) => Ok(value),
        _ => Err(DecodeError::Trailing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_one_value_and_nothing_after_it() {
        // spec T1
        let bytes = encode(&(1u8, "two"));
        assert_eq!(
            decode::<(u8, String)>(&bytes).unwrap(),
            (1, "two".to_owned())
        );
        for extra in [0x00, 0xc0, 0xc1, 0xd9] {
            let longer = [bytes.as_slice(), &[extra]].concat();
            assert!(
                matches!(decode::<(u8, String)>(&longer), Err(DecodeError::Trailing)),
                "{extra:x}"
            );
        }
        for end in 0..bytes.len() {
            assert!(matches!(
                decode::<(u8, String)>(&bytes[..end]),
                Err(DecodeError::Malformed(_))
            ));
        }
    }
}
