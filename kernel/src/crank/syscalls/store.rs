//! The store of a vat: texts under keys, in the order of the keys' bytes (spec P7.6).
//!
//! It is the vat's own: no other vat and no host reads it, and it ends with the vat.

use crankcase_abi::{IllegalSyscall, Syscall, SyscallResult};

use super::{MAX_BODY, illegal};
use crate::ids::VatId;
use crate::tables::Tables;
use crate::tables::keys::StoreKey;

/// The longest key, in bytes.
pub(crate) const MAX_KEY: usize = 1024;

/// What a vat asks of its store, all checked.
pub(super) enum StoreCall {
    Get(String),
    Set(String, String),
    NextKey(String),
    Delete(String),
}

/// Whether a text can be a key.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=MAX_KEY).contains(&key.len())
}

fn key(key: &str) -> Result<String, IllegalSyscall> {
    if !is_key(key) {
        return illegal(format!("a key of the store has 1 to {MAX_KEY} bytes"));
    }
    Ok(key.to_owned())
}

/// Checks a call of the store.
pub(super) fn plan(call: &Syscall) -> Result<StoreCall, IllegalSyscall> {
    match call {
        Syscall::VatstoreGet { key: wanted } => Ok(StoreCall::Get(key(wanted)?)),
        Syscall::VatstoreSet { key: name, value } => {
            if value.len() > MAX_BODY && value.encode_utf16().count() > MAX_BODY {
                return illegal(format!("a value of more than {MAX_BODY} characters"));
            }
            Ok(StoreCall::Set(key(name)?, value.clone()))
        }
        Syscall::VatstoreDelete { key: name } => Ok(StoreCall::Delete(key(name)?)),
        Syscall::VatstoreGetNextKey { prior } if prior.is_empty() || is_key(prior) => {
            Ok(StoreCall::NextKey(prior.clone()))
        }
        _ => illegal(format!("a key of the store has 1 to {MAX_KEY} bytes")),
    }
}

/// Carries it out and gives the answer.
pub(super) fn apply(tables: &mut Tables, vat: VatId, call: StoreCall) -> SyscallResult {
    match call {
        StoreCall::Get(key) => {
            SyscallResult::Value(tables.vatstore.get(&StoreKey(vat, key)).cloned())
        }
        StoreCall::Set(key, value) => {
            tables.vatstore.put(StoreKey(vat, key), value);
            SyscallResult::Done
        }
        StoreCall::NextKey(prior) => {
            let mut after = tables.stored(vat, &prior).map(|(key, _)| &key.1);
            SyscallResult::Value(after.find(|key| **key > prior).cloned())
        }
        StoreCall::Delete(key) => {
            tables.vatstore.remove(&StoreKey(vat, key));
            SyscallResult::Done
        }
    }
}
