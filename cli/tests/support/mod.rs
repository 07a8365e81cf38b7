//! Applications in directories of their own.

use std::fs;
use std::path::{Path, PathBuf};

use crankcase::app::{AppError, Bundler};
use crankcase_abi::{Bundle, Import};
use tempfile::TempDir;

/// A directory that is gone after the test.
pub struct Files {
    directory: TempDir,
}

impl Files {
    /// A new directory with these files, by path from it.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let made = Self {
            directory: tempfile::tempdir().expect("a temporary directory"),
        };
        files.iter().for_each(|(path, text)| made.write(path, text));
        made
    }

    /// A path in it.
    pub fn path(&self, path: &str) -> PathBuf {
        // Canonical, because temporary directories can lie behind links.
        self.directory
            .path()
            .canonicalize()
            .expect("it exists")
            .join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("inside the directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// A text without this directory's own path.
    #[allow(
        dead_code,
        reason = "not every test crate that has this module looks at messages"
    )]
    pub fn strip(&self, text: &str) -> String {
        text.replace(
            &format!(
                "{}/",
                self.path("").display().to_string().trim_end_matches('/')
            ),
            "",
        )
    }
}

/// Copies a directory and what it holds, links as links.
#[allow(
    dead_code,
    reason = "not every test crate that has this module moves applications"
)]
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        let (kind, target) = (
            entry.file_type().expect("its type"),
            to.join(entry.file_name()),
        );
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_symlink() {
            let link = fs::read_link(entry.path()).expect("a link");
            std::os::unix::fs::symlink(link, target).expect("a link");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The bundle of the vat whose entry is `main.js` in this directory.
#[allow(
    dead_code,
    reason = "not every test crate that has this module bundles"
)]
pub fn bundle(directory: &Path) -> Result<Bundle, AppError> {
    let missing = AppError::new("no entry");
    Bundler::new(directory)?.bundle("./main.js", &missing)
}

/// The names of a bundle's modules, each with what it imports.
#[allow(
    dead_code,
    reason = "not every test crate that has this module bundles"
)]
pub fn shape(bundle: &Bundle) -> Vec<String> {
    let import = |(specifier, import): (&String, &Import)| match import {
        Import::Module(name) => format!("{specifier}={name}"),
        Import::Native(name) => format!("{specifier}=native {name}"),
    };
    bundle
        .modules
        .iter()
        .map(|(name, module)| {
            let imports: Vec<String> = module.imports.iter().map(import).collect();
            format!("{name}: {}", imports.join(" "))
                .trim_end()
                .to_owned()
        })
        .collect()
}
