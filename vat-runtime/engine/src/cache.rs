//! Images that were made before, by the hash of everything that went into them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::compile::{self, Profile, START_OBJECT};
use crate::error::EngineError;
use crate::sources::Sources;
use crate::toolchain::Toolchain;

/// Sha256, in hexadecimal, of everything that can change a byte of the image: sources, amendments,
/// versions and checksums of all other crates (the lock holds them), compiler, flags, profile.
pub(crate) fn key(sources: &Sources, toolchain: &Toolchain, profile: Profile) -> String {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        // With their length, so that no two lists of fields give the same bytes.
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    field(toolchain.version.as_bytes());
    field(profile.name().as_bytes());
    for flag in compile::flags(profile).into_iter().chain([START_OBJECT]) {
        field(flag.as_bytes());
    }
    for files in [&sources.files, &sources.amendment_files] {
        field(&(files.len() as u64).to_le_bytes());
        for (place, content) in files {
            field(place.as_os_str().as_encoded_bytes());
            field(content);
        }
    }
    hex::encode(hash.finalize())
}

/// The image with this key in `output`; if there is none yet, `make` compiles a module.
///
/// Only one process makes images there at a time; the others wait.
pub(crate) fn get_or_make(
    output: &Path,
    key: &str,
    make: impl FnOnce() -> Result<PathBuf, EngineError>,
) -> Result<PathBuf, EngineError> {
    let images = output.join("images");
    let image = images.join(format!("{key}.wasm"));
    if image.is_file() {
        return Ok(image);
    }
    fs::create_dir_all(&images).map_err(EngineError::io(&images))?;
    let lock = output.join("lock");
    let held = File::create(&lock).map_err(EngineError::io(&lock))?;
    held.lock().map_err(EngineError::io(&lock))?;
    if image.is_file() {
        return Ok(image);
    }
    let module = make()?;
    // A name of its own until it is whole, so that nobody ever finds half an image.
    let unfinished = images.join("unfinished");
    fs::copy(&module, &unfinished).map_err(EngineError::io(&module))?;
    fs::rename(&unfinished, &image).map_err(EngineError::io(&image))?;
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_made_once() {
        let scratch = tempfile::tempdir().unwrap();
        let module = scratch.path().join("module.wasm");
        fs::write(&module, b"image").unwrap();
        let first = get_or_make(scratch.path(), "k", || Ok(module.clone())).unwrap();
        assert_eq!(fs::read(&first).unwrap(), b"image");
        let again = || -> Result<PathBuf, EngineError> { panic!("made twice") };
        assert_eq!(get_or_make(scratch.path(), "k", again).unwrap(), first);
    }

    #[test]
    fn a_failed_build_leaves_no_image() {
        let scratch = tempfile::tempdir().unwrap();
        let fail = || Err(EngineError::UnknownProfile(String::new()));
        assert!(get_or_make(scratch.path(), "k", fail).is_err());
        assert!(!scratch.path().join("images/k.wasm").exists());
    }
}
