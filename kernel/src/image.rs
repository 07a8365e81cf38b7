//! The image that the vats of a store run on, and the guest that the store keeps of it (spec S32).
//!
//! The identity is part of the kernel's state; the guest's bytes are a blob, so that a program with another
//! guest can go on with old stores. Which blob stands among what is the store's own: whether a host has bytes
//! to give must not show in what replicas compare.
//!
//! Must never run anything.

use crankcase_abi::{Guest, ImageId, VatHost, codec};
use crankcase_store::{BlobHash, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::crank::commit::Block;
use crate::error::KernelError;
use crate::tables::{self, Tables};

/// Its key among what is the store's own.
const KEY: &[u8] = b"guest";

/// What a store keeps of its guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct GuestRow {
    bytes: BlobHash,
    /// The program that ran it, for people.
    program: String,
}

/// The image that the vats of a store run on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptImage {
    /// Its identity.
    pub id: ImageId,
    guest: Option<GuestRow>,
}

/// What a store says of the image of its vats; `None` if there is no kernel in it.
///
/// # Errors
/// When what the store holds cannot be read.
pub fn kept_image(store: &Store) -> Result<Option<KeptImage>, KernelError> {
    let Some(kernel) = store.get(tables::KERNEL_KEY)? else {
        return Ok(None);
    };
    Ok(Some(KeptImage {
        id: tables::kernel_row(&kernel)?.image,
        guest: row(store)?,
    }))
}

fn row(store: &Store) -> Result<Option<GuestRow>, KernelError> {
    let row = store.get_local(KEY)?;
    let row = row.map(|row| {
        codec::decode(&row)
            .map_err(|error| KernelError::Corrupt(format!("the record of the guest ({error})")))
    });
    row.transpose()
}

impl KeptImage {
    /// The blob with the guest's bytes, if the store keeps them.
    #[must_use]
    pub fn blob(&self) -> Option<BlobHash> {
        self.guest.as_ref().map(|guest| guest.bytes)
    }

    /// The bytes of the guest, if the store keeps them.
    ///
    /// # Errors
    /// When they are missing or damaged.
    pub fn guest(&self, store: &Store) -> Result<Option<Vec<u8>>, KernelError> {
        let bytes = self.blob().map(|blob| store.get_blob(&blob));
        Ok(bytes.transpose()?)
    }

    /// The error that says that a host of this other image cannot run the store's vats.
    #[must_use]
    pub fn refused(&self, expected: ImageId) -> KernelError {
        let program = self.guest.as_ref().map(|guest| guest.program.clone());
        KernelError::OtherImage {
            found: self.id.to_string(),
            expected: expected.to_string(),
            program: program.unwrap_or_else(|| "the crankcase that wrote it".to_owned()),
        }
    }
}

/// Refuses a store whose vats run on another image than this host's.
pub(crate) fn check(store: &Store, tables: &Tables, host: &dyn VatHost) -> Result<(), KernelError> {
    let (id, expected) = (tables.row().image, host.image_id());
    if id == expected {
        return Ok(());
    }
    let guest = row(store)?;
    Err(KeptImage { id, guest }.refused(expected))
}

/// Has a store keep the guest of its host, unless it does already; it is durable with the block.
pub(crate) fn keep(
    store: &mut Store,
    block: &mut Block,
    host: &dyn VatHost,
) -> Result<(), KernelError> {
    let Some(Guest { bytes, program }) = host.guest() else {
        return Ok(());
    };
    if row(store)?.is_some() {
        return Ok(());
    }
    match store.put_blob(bytes) {
        Ok(bytes) => {
            let row = GuestRow { bytes, program };
            block.keep(KEY, codec::encode(&row));
            Ok(())
        }
        // Nothing will be committed to it.
        Err(StoreError::ReadOnly { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
