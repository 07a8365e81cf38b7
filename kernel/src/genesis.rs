//! An application as the kernel takes it: vats with their code and parameters.
//!
//! Data only. Reading it from files is somebody else's work.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_abi::{BundleId, Computrons, VatOptions, codec};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::ids::GenesisHash;

/// A vat that exists from the beginning.
#[derive(Clone, Debug)]
pub struct StaticVat {
    /// The canonical bytes of its [`crankcase_abi::Bundle`].
    pub bundle: Arc<[u8]>,
    /// Its `vatParameters`: a whole smallcaps body without slots, `#{}` for none.
    pub parameters: String,
    /// The largest its memory may become, in bytes; 128 MiB where not set.
    pub memory_limit: Option<u64>,
    /// The most one of its cranks may cost; 100 million where not set.
    pub crank_limit: Option<Computrons>,
    /// What its code can tell beside its parameters.
    pub options: VatOptions,
}

/// An application.
#[derive(Clone, Debug)]
pub struct Genesis {
    /// The name of the vat whose `bootstrap(vats, devices)` is called once all have started.
    pub bootstrap: String,
    /// The vats by name, the bootstrap vat among them.
    pub vats: BTreeMap<String, StaticVat>,
}

impl Genesis {
    /// The identity of the application: equal exactly when code, parameters, limits and options are.
    #[must_use]
    pub fn hash(&self) -> GenesisHash {
        #[derive(Serialize)]
        struct Vat<'a> {
            name: &'a str,
            bundle: BundleId,
            parameters: &'a str,
            memory_limit: Option<u64>,
            crank_limit: Option<Computrons>,
            options: VatOptions,
        }
        let vats: Vec<_> = self
            .vats
            .iter()
            .map(|(name, vat)| Vat {
                name,
                bundle: BundleId::of(&vat.bundle),
                parameters: &vat.parameters,
                memory_limit: vat.memory_limit,
                crank_limit: vat.crank_limit,
                options: vat.options,
            })
            .collect();
        let mut hash = Sha256::new();
        hash.update(b"crankcase application 1\n");
        hash.update(codec::encode(&(&self.bootstrap, vats)));
        GenesisHash(hash.finalize().into())
    }
}
