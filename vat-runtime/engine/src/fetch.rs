//! The published crates, out of cargo's registry.
//!
//! Cargo downloads and verifies them; nothing here talks to a network. A small manifest that depends
//! on the crates to be amended, with the guest's own lock, makes cargo fetch exactly what the build of
//! the image needs and say where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::EngineError;
use crate::sources::{PublishedCrate, Sources};
use crate::stage;
use crate::toolchain::{Toolchain, last_line};

const FETCHER: &str = "crankcase-fetch";
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Where cargo keeps the published crates.
#[derive(Debug)]
pub(crate) struct Crates {
    /// Folder of each crate that is to be amended.
    pub(crate) folders: BTreeMap<String, PathBuf>,
    /// Folders that hold the folders of all crates of the image.
    pub(crate) shelves: BTreeSet<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    manifest_path: PathBuf,
}

/// Has cargo fetch the crates, using `folder` for the manifest, and finds them.
pub(crate) fn published(
    folder: &Path,
    sources: &Sources,
    toolchain: &Toolchain,
) -> Result<Crates, EngineError> {
    let files = BTreeMap::from([
        ("Cargo.toml".into(), manifest(&sources.crates).into_bytes()),
        ("Cargo.lock".into(), lock(sources)?.into_bytes()),
        ("src/lib.rs".into(), Vec::new()),
    ]);
    stage::sync(folder, &files)?;

    let output = toolchain
        .cargo()
        .args([
            "metadata",
            "--quiet",
            "--format-version=1",
            "--manifest-path",
        ])
        .arg(folder.join("Cargo.toml"))
        .output()
        .map_err(|source| EngineError::Tool {
            tool: "cargo".to_owned(),
            source,
        })?;
    let unpublished = |krate: &str, reason: String| EngineError::Unpublished {
        krate: krate.to_owned(),
        reason,
    };
    if !output.status.success() {
        let names: Vec<&str> = sources.crates.iter().map(|c| c.name.as_str()).collect();
        return Err(unpublished(&names.join(", "), last_line(&output.stderr)));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)
        .map_err(EngineError::malformed(Path::new("cargo metadata")))?;

    let mut crates = Crates {
        folders: BTreeMap::new(),
        shelves: BTreeSet::new(),
    };
    for package in metadata.packages.iter().filter(|p| p.source.is_some()) {
        let folder = package.manifest_path.parent();
        let shelf = folder.and_then(Path::parent);
        if let (Some(folder), Some(shelf)) = (folder, shelf) {
            crates.shelves.insert(shelf.to_path_buf());
            if sources.crates.iter().any(|c| c.is(package)) {
                crates
                    .folders
                    .insert(package.name.clone(), folder.to_path_buf());
            }
        }
    }
    match sources
        .crates
        .iter()
        .find(|c| !crates.folders.contains_key(&c.name))
    {
        None => Ok(crates),
        Some(c) => {
            let reason = "cargo resolved another version".to_owned();
            Err(unpublished(&format!("{} {}", c.name, c.version), reason))
        }
    }
}

impl PublishedCrate {
    fn is(&self, package: &Package) -> bool {
        self.name == package.name && self.version == package.version
    }
}

fn manifest(crates: &[PublishedCrate]) -> String {
    let head = format!(
        "[package]\nname = {FETCHER:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\n"
    );
    crates.iter().fold(head, |all, c| {
        all + &format!(
            "{} = {{ version = \"={}\", default-features = false }}\n",
            c.name, c.version
        )
    })
}

/// The guest's lock with the amended crates as the registry has them, so that cargo verifies them and
/// fetches no other version of anything. Cargo drops what the amended crates do not need.
fn lock(sources: &Sources) -> Result<String, EngineError> {
    let mut lock = sources.lock()?;
    let packages = lock
        .get_mut("package")
        .and_then(toml::Value::as_array_mut)
        .ok_or_else(|| {
            let path = sources.vat_runtime.join("guest/Cargo.lock");
            EngineError::malformed(&path)("holds no packages")
        })?;
    for package in packages.iter_mut().filter_map(toml::Value::as_table_mut) {
        let name = package.get("name").and_then(toml::Value::as_str);
        let version = package.get("version").and_then(toml::Value::as_str);
        let amended = sources
            .crates
            .iter()
            .find(|c| name == Some(&c.name) && version == Some(&c.version));
        if let Some(krate) = amended {
            package.insert("source".to_owned(), REGISTRY.into());
            package.insert("checksum".to_owned(), krate.sha256.as_str().into());
        }
    }
    // What has no source now is our own.
    packages.retain(|package| package.get("source").is_some());
    let names = sources.crates.iter().map(|c| c.name.as_str());
    let fetcher = toml::Table::from_iter([
        ("name".to_owned(), FETCHER.into()),
        ("version".to_owned(), "0.0.0".into()),
        ("dependencies".to_owned(), names.collect::<Vec<_>>().into()),
    ]);
    packages.push(fetcher.into());
    Ok(lock.to_string())
}
