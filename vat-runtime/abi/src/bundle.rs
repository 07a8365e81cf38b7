//! The code of a vat: its modules, already resolved, so that the guest never sees a file system.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::codec;

/// The modules that the runtime itself provides, for applications that do not bring their own.
pub const NATIVE_MODULES: [&str; 10] = [
    "@endo/errors",
    "@endo/eventual-send",
    "@endo/far",
    "@endo/harden",
    LOCKDOWN,
    "@endo/marshal",
    "@endo/nat",
    "@endo/pass-style",
    "@endo/promise-kit",
    SES,
];

const LOCKDOWN: &str = "@endo/lockdown";
const SES: &str = "ses";

/// The native module that stands for every module of a package that makes the environment of a vat, whether the
/// application brings that package or not: in a vat that is done, and cannot be done again (spec E19.65).
#[must_use]
pub fn native_shim(specifier: &str) -> Option<&'static str> {
    let of = |package: &str| {
        let rest = specifier.strip_prefix(package);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // The tools of the package make nothing: they are functions like any others.
    if of(SES) && specifier != "ses/tools.js" {
        Some(SES)
    } else if of(LOCKDOWN) || of("@endo/init") {
        Some(LOCKDOWN)
    } else {
        None
    }
}

/// A closed graph of ES modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The name of the module that exports `buildRootObject`.
    pub entry: String,
    /// Modules by name. Names are relative paths with `/`, the same on every machine; stack traces show
    /// them.
    pub modules: BTreeMap<String, Module>,
}

/// One ES module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Its source text.
    pub source: String,
    /// What each specifier it imports means.
    pub imports: BTreeMap<String, Import>,
}

/// What an import specifier means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Import {
    /// A module of the same bundle, by name.
    Module(String),
    /// One of [`NATIVE_MODULES`].
    Native(String),
}

/// What a native module exports, in order; nothing for any other name.
#[must_use]
pub fn native_exports(module: &str) -> Option<&'static [&'static str]> {
    Some(match module {
        "@endo/errors" => &[
            "Fail",
            "X",
            "annotateError",
            "assert",
            "b",
            "bare",
            "details",
            "hideAndHardenFunction",
            "makeError",
            "note",
            "q",
            "quote",
            "redacted",
            "throwRedacted",
        ],
        "@endo/eventual-send" => &["E", "HandledPromise"],
        "@endo/far" => &["E", "Far", "getInterfaceOf", "passStyleOf"],
        "@endo/harden" => &["default"],
        LOCKDOWN => &["lockdown"],
        "@endo/marshal" => &[
            "Far",
            "GET_METHOD_NAMES",
            "PASS_STYLE",
            "QCLASS",
            "Remotable",
            "ToFarFunction",
            "assertAtom",
            "assertChecker",
            "assertCopyArray",
            "assertPassable",
            "assertPassableString",
            "assertPassableSymbol",
            "assertRankSorted",
            "assertRecord",
            "assertRemotable",
            "assertWellFormedString",
            "compareAntiRank",
            "compareAntiRankRemotablesTied",
            "compareByCodePoints",
            "compareNumerics",
            "compareRank",
            "compareRankRemotablesTied",
            "decodeToJustin",
            "deeplyFulfilled",
            "filterIterable",
            "getErrorConstructor",
            "getInterfaceOf",
            "getPassStyleCover",
            "getRemotableMethodNames",
            "getTag",
            "hasOwnPropertyOf",
            "intersectRankCovers",
            "isAtom",
            "isCopyArray",
            "isEncodedRemotable",
            "isErrorLike",
            "isObject",
            "isPassable",
            "isPassableSymbol",
            "isPrimitive",
            "isRankSorted",
            "isRecord",
            "isRemotable",
            "isWellFormedString",
            "makeDecodePassable",
            "makeEncodePassable",
            "makeFullOrderComparatorKit",
            "makeMarshal",
            "makePassableKit",
            "makeTagged",
            "mapIterable",
            "nameForPassableSymbol",
            "parse",
            "passStyleOf",
            "passableAsJustin",
            "passableSymbolForName",
            "qp",
            "recordNames",
            "recordValues",
            "sortByRank",
            "stringify",
            "toPassableError",
            "toThrowable",
            "unionRankCovers",
            "unpassableSymbolForName",
            "zeroPad",
        ],
        "@endo/nat" => &["Nat", "ONE_N", "ZERO_N", "isNat"],
        "@endo/pass-style" => &[
            "Far",
            "GET_METHOD_NAMES",
            "PASS_STYLE",
            "Remotable",
            "ToFarFunction",
            "assertAtom",
            "assertChecker",
            "assertCopyArray",
            "assertPassable",
            "assertPassableString",
            "assertPassableSymbol",
            "assertRecord",
            "assertRemotable",
            "assertWellFormedString",
            "deeplyFulfilled",
            "filterIterable",
            "getErrorConstructor",
            "getInterfaceOf",
            "getRemotableMethodNames",
            "getTag",
            "hasOwnPropertyOf",
            "isAtom",
            "isCopyArray",
            "isErrorLike",
            "isObject",
            "isPassable",
            "isPassableSymbol",
            "isPrimitive",
            "isRecord",
            "isRemotable",
            "isWellFormedString",
            "makeTagged",
            "mapIterable",
            "nameForPassableSymbol",
            "passStyleOf",
            "passableSymbolForName",
            "toPassableError",
            "toThrowable",
            "unpassableSymbolForName",
        ],
        "@endo/promise-kit" => &["isPromise", "makePromiseKit", "racePromises"],
        SES => &[],
        _ => return None,
    })
}

impl Bundle {
    /// The canonical bytes: what is stored, hashed, and given to the guest.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads the canonical bytes and checks that the graph is closed.
    ///
    /// # Errors
    /// A sentence that names what is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let bundle: Self =
            codec::decode(bytes).map_err(|error| format!("not a bundle: {error}"))?;
        if !bundle.modules.contains_key(&bundle.entry) {
            return Err(format!(
                "the bundle's entry {:?} is not among its modules",
                bundle.entry
            ));
        }
        for (name, module) in &bundle.modules {
            for (specifier, import) in &module.imports {
                let known = match import {
                    Import::Module(target) => bundle.modules.contains_key(target),
                    Import::Native(target) => NATIVE_MODULES.contains(&target.as_str()),
                };
                if !known {
                    return Err(format!(
                        "module {name:?} imports {specifier:?}, which the bundle does not hold"
                    ));
                }
            }
        }
        Ok(bundle)
    }
}

/// SHA-256 of a bundle's canonical bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BundleId(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl BundleId {
    /// The id of the bundle with these canonical bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

crate::heap::hex_text!(BundleId);
