//! The store of a vat: texts under keys, in the order of the keys' bytes (spec P7.6).
//!
//! It is the vat's own: no other vat and no host reads it, and it ends with the vat.

use crankcase_abi::{IllegalSyscall, Syscall, SyscallResult};
use crankcase_store::Store;

use super::{MAX_BODY, illegal};
use crate::error::KernelError;
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

/// Carries it out and gives the answer. What fails is the store of the kernel, and no fault of the vat.
pub(super) fn apply(
    (tables, store): (&mut Tables, &Store),
    vat: VatId,
    call: StoreCall,
) -> Result<SyscallResult, KernelError> {
    Ok(match call {
        StoreCall::Get(key) => {
            SyscallResult::Value(tables.vatstore.get(store, &StoreKey(vat, key))?)
        }
        StoreCall::Set(key, value) => {
            tables.store(store, StoreKey(vat, key), value)?;
            SyscallResult::Done
        }
        StoreCall::NextKey(prior) => {
            SyscallResult::Value(tables.vatstore.next_key(store, vat, &prior)?)
        }
        StoreCall::Delete(key) => {
            tables.unstore(store, &StoreKey(vat, key))?;
            SyscallResult::Done
        }
    })
}
