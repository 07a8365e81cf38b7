//! The vats that every application has which is read from files (spec N40). In `timer.js`: spec N41, N42, N43, N44, N45.
//! In `vat-admin.js`: spec A20, A21, A22, A23.
//!
//! Their code is part of this library and imports nothing but what the runtime provides. This module must never
//! read a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_abi::{Bundle, Import, Module, VatOptions};
use crankcase_kernel::{ReapOptions, StaticVat};

/// The names that vats of applications cannot have: those of the vats here, and of two that may come.
pub const RESERVED: [&str; 4] = ["comms", "timer", "vatAdmin", "vattp"];

/// The names of the devices that every application has besides those that it names.
pub const DEVICES: [&str; 1] = ["vatAdmin"];

/// One of them.
struct BuiltIn {
    name: &'static str,
    source: &'static str,
    /// What it imports of the runtime.
    imports: &'static [&'static str],
}

const BUILT_IN: [BuiltIn; 2] = [
    BuiltIn {
        name: "timer",
        source: include_str!("timer.js"),
        imports: &["@endo/errors", "@endo/far"],
    },
    BuiltIn {
        name: "vatAdmin",
        source: include_str!("vat-admin.js"),
        imports: &[
            "@endo/errors",
            "@endo/eventual-send",
            "@endo/far",
            "@endo/nat",
            "@endo/promise-kit",
        ],
    },
];

impl BuiltIn {
    fn bundle(&self) -> Bundle {
        let import = |name: &&str| ((*name).to_owned(), Import::Native((*name).to_owned()));
        let module = Module {
            source: self.source.to_owned(),
            imports: self.imports.iter().map(import).collect(),
        };
        let entry = format!("crankcase/{}.js", self.name);
        let modules = BTreeMap::from([(entry.clone(), module)]);
        Bundle { entry, modules }
    }

    fn vat(&self) -> StaticVat {
        StaticVat {
            bundle: Arc::from(self.bundle().to_bytes()),
            parameters: "#{}".to_owned(),
            memory_limit: None,
            crank_limit: None,
            pipelining: false,
            critical: false,
            options: VatOptions::default(),
            reap: ReapOptions::default(),
            snapshots: None,
        }
    }
}

/// The vats, by name.
pub fn built_in() -> impl Iterator<Item = (String, StaticVat)> {
    let vats = BUILT_IN.iter();
    vats.map(|vat| (vat.name.to_owned(), vat.vat()))
}
