//! An application as the kernel takes it: vats with their code and parameters.
//!
//! Data only. Reading it from files is somebody else's work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crankcase_abi::{BundleId, Computrons, VatOptions, VatSpec, codec};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::KernelError;
use crate::ids::GenesisHash;
use crate::reap::{ReapOptions, ReapThresholds};
use crate::results::ResultPolicy;
use crate::snapshots::SnapshotPolicy;

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
    /// Whether messages to the promises that it decides are delivered to it, instead of waiting.
    pub pipelining: bool,
    /// What its code can tell beside its parameters.
    pub options: VatOptions,
    /// When it is told to give up its garbage.
    pub reap: ReapOptions,
    /// Whether the kernel stops when the vat ends, with [`KernelError::CriticalVat`].
    pub critical: bool,
    /// When snapshots are taken of it, in place of [`Genesis::snapshots`].
    pub snapshots: Option<SnapshotPolicy>,
}

/// An application.
#[derive(Clone, Debug)]
pub struct Genesis {
    /// The name of the vat whose `bootstrap(vats, devices)` is called once all have started.
    pub bootstrap: String,
    /// The vats by name, the bootstrap vat among them.
    pub vats: BTreeMap<String, StaticVat>,
    /// The canonical bytes of the bundles that have a name, from which vats can be made later.
    pub bundles: BTreeMap<String, Arc<[u8]>>,
    /// The names of its devices. `vatAdmin` is the kernel's own; all others the host has to offer, under these
    /// names ([`crate::KernelOptions::devices`]).
    pub devices: BTreeSet<String>,
    /// When vats are told to give up their garbage that say nothing of their own.
    pub reap: ReapThresholds,
    /// What is done with what `bootstrap()` comes to. With [`ResultPolicy::Panic`], a failure leaves nothing of
    /// the crank in which it came out, not even the reason; so that is for hosts that know what to do then.
    pub bootstrap_result: ResultPolicy,
    /// When snapshots are taken of vats that say nothing of their own (spec H2).
    pub snapshots: SnapshotPolicy,
}

impl Genesis {
    /// Refuses an application with a vat whose memory limit is below what every vat begins with, in bytes.
    ///
    /// # Errors
    /// When there is such a vat.
    pub fn check_limits(&self, base: u64) -> Result<(), KernelError> {
        for (name, vat) in &self.vats {
            let limit = vat.memory_limit.unwrap_or(VatSpec::DEFAULT_MEMORY_LIMIT);
            if limit < base {
                return Err(KernelError::Genesis(format!(
                    "the memoryLimit of the vat {name:?} is {limit} bytes; every vat begins with {base} bytes of memory"
                )));
            }
        }
        Ok(())
    }

    /// The identity of the application: equal exactly when code, parameters, limits, options, devices and the
    /// times of reaps and snapshots are.
    #[must_use]
    pub fn hash(&self) -> GenesisHash {
        #[derive(Serialize)]
        struct Vat<'a> {
            name: &'a str,
            bundle: BundleId,
            parameters: &'a str,
            memory_limit: Option<u64>,
            crank_limit: Option<Computrons>,
            pipelining: bool,
            options: VatOptions,
            reap: ReapOptions,
            critical: bool,
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
                pipelining: vat.pipelining,
                options: vat.options,
                reap: vat.reap,
                critical: vat.critical,
            })
            .collect();
        let bundles: Vec<_> = self
            .bundles
            .iter()
            .map(|(name, bytes)| (name, BundleId::of(bytes)))
            .collect();
        let mut hash = Sha256::new();
        hash.update(b"crankcase application 1\n");
        hash.update(codec::encode(&(
            &self.bootstrap,
            vats,
            bundles,
            &self.devices,
            self.reap,
            self.bootstrap_result,
        )));
        let own = self.vats.iter();
        let own: BTreeMap<_, _> = own
            .filter_map(|(name, vat)| Some((name, vat.snapshots?)))
            .collect();
        // What is as everywhere is left out: applications had identities before they had snapshots.
        if self.snapshots != SnapshotPolicy::default() || !own.is_empty() {
            hash.update(b"snapshots 1\n");
            hash.update(codec::encode(&(self.snapshots, own)));
        }
        GenesisHash(hash.finalize().into())
    }
}
