//! A vat of the real guest, from the text of its one module.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use crankcase_abi::{Bundle, CapData, Delivery, Import, Module, VatOptions, VatSpec};
use crankcase_host::{CacheDir, Host, HostOptions};

/// One host for all tests of a process.
pub fn host() -> &'static Host {
    static HOST: OnceLock<Host> = OnceLock::new();
    HOST.get_or_init(|| {
        let cache = CacheDir::At(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("images"));
        Host::new(&HostOptions { cache }).expect("the guest image starts")
    })
}

/// A vat that may have so much memory.
pub fn spec(source: &str, memory_limit: u64) -> VatSpec {
    let imports = BTreeMap::from([(
        "@endo/far".to_owned(),
        Import::Native("@endo/far".to_owned()),
    )]);
    let module = Module {
        source: source.to_owned(),
        imports,
    };
    let bundle = Bundle {
        entry: "vat.js".to_owned(),
        modules: BTreeMap::from([("vat.js".to_owned(), module)]),
    };
    VatSpec {
        name: "test".to_owned(),
        bundle: bundle.to_bytes().into(),
        memory_limit,
    }
}

/// Its first delivery.
pub fn start() -> Delivery {
    Delivery::StartVat {
        parameters: CapData::plain("#{}"),
        options: VatOptions::default(),
    }
}
