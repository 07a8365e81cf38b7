//! What both engines on disk need: their panics become errors, and what they answer is checked.
//!
//! Every value goes to an engine with a check sum over its key and itself, so that a damaged page is noticed
//! when it is read and not taken for what was stored.
//!
//! Must never let a panic of an engine out.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::index::{Entries, Entry, IndexError};

const SUM_BYTES: usize = 4;

/// Runs an operation of an engine; a panic becomes an error.
pub(crate) fn contain<T, E: Display>(
    operation: impl FnOnce() -> Result<T, E>,
) -> Result<T, IndexError> {
    match catch_unwind(AssertUnwindSafe(operation)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(IndexError(error.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(IndexError(format!(
                "its engine panicked: {}",
                text.unwrap_or("no reason given")
            )))
        }
    }
}

/// What an engine's iterator gives. After an error nothing more is asked of it.
pub(crate) fn until_error<'a>(
    mut next: impl FnMut() -> Option<Result<Entry, IndexError>> + 'a,
) -> Entries<'a> {
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let next = next();
        ended = !matches!(next, Some(Ok(_)));
        next
    }))
}

/// A value as an engine gets it.
pub(crate) fn with_sum(key: &[u8], mut value: Vec<u8>) -> Vec<u8> {
    let sum = sum(key, &value);
    value.extend_from_slice(&sum);
    value
}

/// A value as an engine gave it back.
pub(crate) fn checked(key: &[u8], stored: &[u8]) -> Result<Vec<u8>, IndexError> {
    match stored.split_last_chunk::<SUM_BYTES>() {
        Some((value, stored)) if sum(key, value) == *stored => Ok(value.to_vec()),
        _ => Err(IndexError(
            "a value does not match its check sum".to_owned(),
        )),
    }
}

fn sum(key: &[u8], value: &[u8]) -> [u8; SUM_BYTES] {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&(key.len() as u64).to_be_bytes());
    sum.update(key);
    sum.update(value);
    sum.finalize().to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_only_good_under_its_key_and_unchanged() {
        let stored = with_sum(b"key", b"value".to_vec());
        assert_eq!(checked(b"key", &stored).unwrap(), b"value");
        assert!(checked(b"kez", &stored).is_err());
        assert!(checked(b"ke", &stored).is_err());
        for bit in 0..stored.len() * 8 {
            let mut flipped = stored.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(checked(b"key", &flipped).is_err());
        }
        assert!(checked(b"key", &stored[..3]).is_err());
    }

    #[test]
    fn a_panic_is_an_error_with_its_reason() {
        let reason =
            |operation: fn() -> Result<(), String>| contain(operation).unwrap_err().to_string();
        assert_eq!(
            reason(|| panic!("all is {}", "lost")),
            "its engine panicked: all is lost"
        );
        assert_eq!(reason(|| Err("no".to_owned())), "no");
    }
}
