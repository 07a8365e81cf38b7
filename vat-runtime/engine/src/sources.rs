//! What goes into an image, read into memory once: the same bytes are hashed and built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::amend::{self, Amendment};
use crate::error::EngineError;

/// Everything the image is made of, except the registry and the compiler.
#[derive(Debug)]
pub(crate) struct Sources {
    /// The folder they were read from.
    pub(crate) vat_runtime: PathBuf,
    /// Content of each file by its path in the tree (`Cargo.toml`, `guest/src/lib.rs`, …).
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    /// The crates that are built from amended source.
    pub(crate) crates: Vec<PublishedCrate>,
    /// The amendments, by name.
    pub(crate) amendments: Vec<Amendment>,
    /// The amendments and the list of crates as files, for the key of the image.
    pub(crate) amendment_files: BTreeMap<PathBuf, Vec<u8>>,
}

/// A published crate that amendments may change.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishedCrate {
    pub(crate) name: String,
    pub(crate) version: String,
    /// Sha256 of the .crate file in the registry.
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrateList {
    crates: Vec<PublishedCrate>,
}

/// The two packages of the image, by folder.
const PACKAGES: [&str; 2] = ["guest", "abi"];
const CRATE_LIST: &str = "engine/crates.toml";
const AMENDMENTS: &str = "engine/amendments";
const WORKSPACE: &str = "guest/workspace.toml";
const LOCK: &str = "guest/Cargo.lock";

/// The files and folders that hold sources of the image.
pub(crate) fn roots(vat_runtime: &Path) -> Vec<PathBuf> {
    let packages = PACKAGES
        .iter()
        .flat_map(|package| [format!("{package}/Cargo.toml"), format!("{package}/src")]);
    let others = [WORKSPACE, LOCK, CRATE_LIST, AMENDMENTS].map(str::to_owned);
    packages
        .chain(others)
        .map(|path| vat_runtime.join(path))
        .collect()
}

/// Reads the amendments, by name.
pub(crate) fn amendments(vat_runtime: &Path) -> Result<Vec<Amendment>, EngineError> {
    let mut files = BTreeMap::new();
    read_folder(&vat_runtime.join(AMENDMENTS), Path::new(""), &mut files)?;
    parse_amendments(&files)
}

fn parse_amendments(files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<Vec<Amendment>, EngineError> {
    files
        .iter()
        .map(|(path, content)| amend::parse(path, text(path, content)?))
        .collect()
}

impl Sources {
    /// Reads the sources and checks that they fit together.
    pub(crate) fn read(vat_runtime: &Path) -> Result<Self, EngineError> {
        let mut files = BTreeMap::new();
        for (path, place) in [(WORKSPACE, "Cargo.toml"), (LOCK, "Cargo.lock")] {
            files.insert(PathBuf::from(place), read(&vat_runtime.join(path))?);
        }
        for package in PACKAGES {
            let place = Path::new(package);
            let manifest = place.join("Cargo.toml");
            files.insert(manifest.clone(), read(&vat_runtime.join(&manifest))?);
            let folder = vat_runtime.join(package).join("src");
            read_folder(&folder, &place.join("src"), &mut files)?;
        }

        let mut amendment_files = BTreeMap::new();
        read_folder(
            &vat_runtime.join(AMENDMENTS),
            Path::new(""),
            &mut amendment_files,
        )?;
        let amendments = parse_amendments(&amendment_files)?;

        let list = vat_runtime.join(CRATE_LIST);
        let content = read(&list)?;
        let CrateList { crates } =
            toml::from_str(text(&list, &content)?).map_err(EngineError::malformed(&list))?;
        amendment_files.insert(PathBuf::from(CRATE_LIST), content);

        let sources = Self {
            vat_runtime: vat_runtime.to_path_buf(),
            files,
            crates,
            amendments,
            amendment_files,
        };
        sources.check_patches()?;
        Ok(sources)
    }

    /// The guest's lock file, parsed.
    pub(crate) fn lock(&self) -> Result<toml::Table, EngineError> {
        self.toml("Cargo.lock", LOCK)
    }

    fn toml(&self, place: &str, path: &str) -> Result<toml::Table, EngineError> {
        let path = self.vat_runtime.join(path);
        let content = self
            .files
            .get(Path::new(place))
            .map_or(&[][..], Vec::as_slice);
        toml::from_str(text(&path, content)?).map_err(EngineError::malformed(&path))
    }

    /// An amended crate that the workspace does not patch in would silently not be used, and cargo's
    /// message about a patch without source would not help anybody.
    fn check_patches(&self) -> Result<(), EngineError> {
        let path = self.vat_runtime.join(WORKSPACE);
        let workspace = self.toml("Cargo.toml", WORKSPACE)?;
        let patches = workspace
            .get("patch")
            .and_then(|patch| patch.get("crates-io")?.as_table());
        let expected: toml::Table = self
            .crates
            .iter()
            .map(|krate| {
                let place = toml::Table::from_iter([(
                    "path".to_owned(),
                    format!("engine/{}", krate.name).into(),
                )]);
                (krate.name.clone(), place.into())
            })
            .collect();
        if patches != Some(&expected) {
            return Err(EngineError::malformed(&path)(
                "[patch.crates-io] must hold each crate of engine/crates.toml, as `{ path = \"engine/NAME\" }`",
            ));
        }
        let listed = |krate: &str| self.crates.iter().any(|c| c.name == krate);
        for amendment in &self.amendments {
            if let Some(file) = amendment.files.iter().find(|file| !listed(&file.krate)) {
                let list = self.vat_runtime.join(CRATE_LIST);
                return Err(EngineError::malformed(&list)(format!(
                    "amendment {} changes {}, which is not listed",
                    amendment.name, file.krate
                )));
            }
        }
        Ok(())
    }
}

/// Reads all files below `folder` into `files`, under `place`.
pub(crate) fn read_folder(
    folder: &Path,
    place: &Path,
    files: &mut BTreeMap<PathBuf, Vec<u8>>,
) -> Result<(), EngineError> {
    for entry in fs::read_dir(folder).map_err(EngineError::io(folder))? {
        let entry = entry.map_err(EngineError::io(folder))?;
        let name = entry.file_name();
        // Left by editors and version control; never source.
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let (path, place) = (entry.path(), place.join(name));
        if path.is_dir() {
            read_folder(&path, &place, files)?;
        } else {
            files.insert(place, read(&path)?);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, EngineError> {
    fs::read(path).map_err(EngineError::io(path))
}

fn text<'a>(path: &Path, content: &'a [u8]) -> Result<&'a str, EngineError> {
    std::str::from_utf8(content).map_err(EngineError::malformed(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_of_this_repository_fit_together() {
        let sources = Sources::read(&crate::vat_runtime()).unwrap();
        let plans = amend::compose(&sources.amendments).unwrap();
        assert!(!plans.is_empty());
        assert_eq!(sources.amendments.len(), crate::amendments().unwrap().len());
        assert!(sources.files.contains_key(Path::new("guest/src/lib.rs")));
        // Each input must be seen by the build script, or a change would not make a new image.
        for root in roots(&sources.vat_runtime) {
            assert!(root.exists(), "{}", root.display());
        }
    }

    #[test]
    fn every_case_shows_a_difference() {
        for amendment in crate::amendments().unwrap() {
            for case in &amendment.cases {
                assert_ne!(case.expect, case.published, "{}", amendment.name);
                assert!(case.source.contains("return "), "{}", amendment.name);
            }
        }
    }

    fn repository(folder: &Path, workspace: &str, amendment: &str) -> PathBuf {
        for (path, content) in [
            ("guest/Cargo.toml", ""),
            ("guest/src/lib.rs", ""),
            ("guest/Cargo.lock", ""),
            (WORKSPACE, workspace),
            ("abi/Cargo.toml", ""),
            ("abi/src/lib.rs", ""),
            (
                CRATE_LIST,
                "[[crates]]\nname='boa'\nversion='1.0.0'\nsha256=''\n",
            ),
            ("engine/amendments/fix.toml", amendment),
        ] {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder.to_path_buf()
    }

    const PATCH: &str = "[patch.crates-io]\nboa = { path = 'engine/boa' }\n";
    const FIX: &str = "reason='r'\noffered_upstream='no'\nenables='e'\n[[files]]\ncrate='boa'\n\
                       path='src/lib.rs'\nsha256=''\nhunks=[]\n";

    #[test]
    fn an_amended_crate_that_is_not_patched_in_is_noticed() {
        let scratch = tempfile::tempdir().unwrap();
        let vat_runtime = repository(scratch.path(), PATCH, FIX);
        assert!(Sources::read(&vat_runtime).is_ok());

        let vat_runtime = repository(scratch.path(), "[patch.crates-io]\n", FIX);
        let error = Sources::read(&vat_runtime).unwrap_err().to_string();
        assert!(
            error.contains("guest/workspace.toml: [patch.crates-io] must hold"),
            "{error}"
        );

        let other = FIX.replace("crate='boa'", "crate='boar'");
        let vat_runtime = repository(scratch.path(), PATCH, &other);
        let error = Sources::read(&vat_runtime).unwrap_err().to_string();
        assert!(
            error.contains("amendment fix changes boar, which is not listed"),
            "{error}"
        );
    }
}
