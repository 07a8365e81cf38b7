//! The tree the image is built from: workspace, guest, abi and amended crates under one root.
//!
//! Cargo derives symbol names from the place of a package relative to its workspace, so with
//! everything under one root the image is the same in every folder. Files that already hold the right
//! bytes are not touched: cargo decides by their time what to build again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::amend;
use crate::error::EngineError;
use crate::fetch::Crates;
use crate::sources::{Sources, read_folder};

/// How the sources of guest and abi get into the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// As copies: the tree is what it is.
    Copies,
    /// As symbolic links, so that edits in the repository show at once; for work on the guest.
    Links,
}

/// Writes the tree, replacing whatever is there.
pub(crate) fn stage(
    tree: &Path,
    sources: &Sources,
    crates: &Crates,
    placement: Placement,
) -> Result<(), EngineError> {
    let mut files = sources.files.clone();
    for (name, folder) in &crates.folders {
        read_folder(folder, &Path::new("engine").join(name), &mut files)?;
    }
    for (id, plan) in amend::compose(&sources.amendments)? {
        let place = Path::new("engine").join(&id.0).join(&id.1);
        let published = files.get(&place).map_or(&[][..], Vec::as_slice);
        let amended = amend::apply(&id, &plan, published)?;
        files.insert(place, amended.into_bytes());
    }
    if placement == Placement::Links {
        let links = ["guest/src", "guest/Cargo.toml", "abi/src", "abi/Cargo.toml"];
        files.retain(|place, _| !links.iter().any(|link| place.starts_with(link)));
        sync(tree, &files)?;
        return links
            .iter()
            .try_for_each(|link| place_link(&sources.vat_runtime.join(link), &tree.join(link)));
    }
    sync(tree, &files)
}

/// Makes `folder` hold `files` and nothing else; writes only what differs.
pub(crate) fn sync(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), EngineError> {
    fs::create_dir_all(folder).map_err(EngineError::io(folder))?;
    let folders: BTreeSet<&Path> = files.keys().flat_map(|p| p.ancestors().skip(1)).collect();
    remove_others(folder, Path::new(""), files, &folders)?;
    for (place, content) in files {
        let path = folder.join(place);
        match fs::read(&path) {
            Ok(present) if present == *content => continue,
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(EngineError::io(&path)(error));
            }
            _ => {}
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(EngineError::io(parent))?;
        }
        fs::write(&path, content).map_err(EngineError::io(&path))?;
    }
    Ok(())
}

/// Removes what is neither one of `files` nor one of the `folders` they lie in. Links are removed as
/// such, never followed.
fn remove_others(
    root: &Path,
    place: &Path,
    files: &BTreeMap<PathBuf, Vec<u8>>,
    folders: &BTreeSet<&Path>,
) -> Result<(), EngineError> {
    let folder = root.join(place);
    for entry in fs::read_dir(&folder).map_err(EngineError::io(&folder))? {
        let entry = entry.map_err(EngineError::io(&folder))?;
        let path = entry.path();
        let place = place.join(entry.file_name());
        let kind = entry.file_type().map_err(EngineError::io(&path))?;
        if kind.is_dir() {
            if folders.contains(place.as_path()) {
                remove_others(root, &place, files, folders)?;
            } else {
                fs::remove_dir_all(&path).map_err(EngineError::io(&path))?;
            }
        } else if !kind.is_file() || !files.contains_key(&place) {
            fs::remove_file(&path).map_err(EngineError::io(&path))?;
        }
    }
    Ok(())
}

fn place_link(target: &Path, link: &Path) -> Result<(), EngineError> {
    if let Some(parent) = link.parent() {
        fs::create_dir_all(parent).map_err(EngineError::io(parent))?;
    }
    std::os::unix::fs::symlink(target, link).map_err(EngineError::io(link))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<PathBuf, Vec<u8>> {
        list.iter()
            .map(|(path, content)| (path.into(), content.as_bytes().to_vec()))
            .collect()
    }

    fn present(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        read_folder(folder, Path::new(""), &mut files).unwrap();
        files
    }

    #[test]
    fn a_folder_holds_what_it_should_and_nothing_else() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("a/tree");
        let first = files(&[
            ("Cargo.toml", "1"),
            ("src/lib.rs", "2"),
            ("old/x/y.rs", "3"),
        ]);
        sync(&folder, &first).unwrap();
        assert_eq!(present(&folder), first);

        // A file where a folder was, a folder where a file was, and a changed file.
        let second = files(&[("Cargo.toml", "1"), ("src", "2"), ("old/x/y.rs/z", "4")]);
        sync(&folder, &second).unwrap();
        assert_eq!(present(&folder), second);
    }

    #[test]
    fn what_is_right_already_is_not_written_again() {
        let scratch = tempfile::tempdir().unwrap();
        let tree = files(&[("a", "1"), ("b/c", "2")]);
        sync(scratch.path(), &tree).unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let unchanged = scratch.path().join("b/c");
        let file = fs::File::options().write(true).open(&unchanged).unwrap();
        file.set_modified(long_ago).unwrap();
        sync(scratch.path(), &files(&[("a", "other"), ("b/c", "2")])).unwrap();
        assert_eq!(
            fs::metadata(&unchanged).unwrap().modified().unwrap(),
            long_ago
        );
        assert_eq!(fs::read(scratch.path().join("a")).unwrap(), b"other");
    }

    #[test]
    fn a_link_is_removed_and_its_target_left_alone() {
        let scratch = tempfile::tempdir().unwrap();
        let (outside, tree) = (scratch.path().join("outside"), scratch.path().join("tree"));
        sync(&outside, &files(&[("lib.rs", "1")])).unwrap();
        place_link(&outside, &tree.join("src")).unwrap();
        sync(&tree, &files(&[("src/lib.rs", "2")])).unwrap();
        assert_eq!(fs::read(outside.join("lib.rs")).unwrap(), b"1");
        assert_eq!(fs::read(tree.join("src/lib.rs")).unwrap(), b"2");
    }
}
