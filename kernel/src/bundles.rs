//! P1, for code: the bundles that vats can be made from while a kernel runs.
//!
//! A bundle enters as canonical bytes, is kept by its hash and never leaves. This module must never read what a
//! module of a bundle says, nor make a vat.

use crankcase_abi::{Bundle, BundleId, codec};
use crankcase_store::Store;

use crate::error::KernelError;
use crate::ids::NodeNumber;
use crate::tables::Tables;
use crate::tables::keys::BundleName;
use crate::tables::rows::BundleRow;
use crate::vat_admin;

/// What the written form of a bundle's id begins with (spec A1).
const PREFIX: &str = "cc1-";

/// A bundle's id as vats and hosts write it (spec A1): `cc1-` and the SHA-256 of its canonical bytes in
/// hexadecimal.
#[must_use]
pub fn bundle_id_text(id: BundleId) -> String {
    format!("{PREFIX}{id}")
}

/// Reads the written form of a bundle's id; `None` when it is none, or not in its one spelling (spec A1).
#[must_use]
pub fn parse_bundle_id(text: &str) -> Option<BundleId> {
    let digits = text.strip_prefix(PREFIX)?;
    let mut hash = [0; 32];
    hex::decode_to_slice(digits, &mut hash).ok()?;
    let id = BundleId(hash);
    (bundle_id_text(id) == text).then_some(id)
}

/// Refuses what is no bundle, or not in the one form in which it is hashed (spec A1).
fn check(bytes: &[u8]) -> Result<(), KernelError> {
    if bytes.len() > codec::MAX_BYTES {
        return Err(KernelError::Bundle(format!(
            "{} bytes of code are more than a vat can have",
            bytes.len()
        )));
    }
    let bundle = Bundle::from_bytes(bytes).map_err(KernelError::Bundle)?;
    if bundle.to_bytes() != bytes {
        return Err(KernelError::Bundle(
            "not the canonical bytes of a bundle".to_owned(),
        ));
    }
    Ok(())
}

/// Keeps a bundle of an application under its name.
pub(crate) fn name(
    tables: &mut Tables,
    store: &mut Store,
    name: &str,
    bytes: &[u8],
) -> Result<(), KernelError> {
    let (id, _) = keep(tables, store, bytes)?;
    tables.bundle_names.put(BundleName(name.to_owned()), id);
    Ok(())
}

/// Installs a bundle and tells the vat-admin vat of it, unless it is there already (spec A2).
pub(crate) fn install(
    tables: &mut Tables,
    store: &mut Store,
    bytes: &[u8],
) -> Result<BundleId, KernelError> {
    let (id, new) = keep(tables, store, bytes)?;
    if new {
        vat_admin::bundle_installed(tables, id);
    }
    Ok(id)
}

/// The blob is written first: a row must never be without it.
fn keep(
    tables: &mut Tables,
    store: &mut Store,
    bytes: &[u8],
) -> Result<(BundleId, bool), KernelError> {
    let id = BundleId::of(bytes);
    if tables.bundles.get(&id).is_some() {
        return Ok((id, false));
    }
    check(bytes)?;
    store.put_blob(bytes)?;
    let last = tables.bundle_nodes.iter().next_back();
    let node = NodeNumber(last.map_or(NodeNumber::ROOT.0, |(last, _)| last.0) + 1);
    let row = BundleRow {
        bytes: bytes.len() as u64,
        node,
    };
    tables.bundles.put(id, row);
    tables.bundle_nodes.put(node, id);
    Ok((id, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundle_ids_have_one_spelling() {
        // spec A1
        let id = BundleId([0xab; 32]);
        let text = bundle_id_text(id);
        assert_eq!(text, format!("cc1-{}", "ab".repeat(32)));
        assert_eq!(parse_bundle_id(&text), Some(id));
        for wrong in [
            String::new(),
            "cc1-".to_owned(),
            text.to_uppercase(),
            text.replace("ab", "AB"),
            text.replace("cc1", "b1"),
            format!("{text}00"),
            text[..text.len() - 2].to_owned(),
        ] {
            assert_eq!(parse_bundle_id(&wrong), None, "{wrong:?}");
        }
    }
}
