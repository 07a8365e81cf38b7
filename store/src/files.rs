//! The few ways in which a store touches files, each durable when it returns.
//!
//! Must never leave a file under its final name with contents that are not on the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::error::StoreError;

/// Puts the names in a directory on the disk.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    File::open(dir)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::io(dir, "sync the directory"))
}

/// Makes a directory inside an existing one, durably. It may exist already.
pub(crate) fn make_dir(dir: &Path) -> Result<(), StoreError> {
    match fs::create_dir(dir) {
        Ok(()) => dir
            .parent()
            .map_or(Ok(()), |parent| sync_dir(non_empty(parent))),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && dir.is_dir() => Ok(()),
        Err(error) => Err(StoreError::io(dir, "make the directory")(error)),
    }
}

/// Writes a file under a temporary name, syncs it, gives it its name and syncs the directory. A file of
/// that name is replaced, at once and as a whole.
pub(crate) fn write_whole(temporary: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    write_synced(temporary, bytes).map_err(StoreError::io(temporary, "write the file"))?;
    fs::rename(temporary, path).map_err(StoreError::io(path, "put the file in place"))?;
    sync_dir(path.parent().map_or(Path::new("."), non_empty))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The parent of a bare file name is the empty path, which the system does not open.
fn non_empty(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// Reads a file, or `None` if there is none.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path, "read the file")(error)),
    }
}

/// Removes a directory and all in it, or does nothing if there is none.
pub(crate) fn remove_tree(dir: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::io(dir, "remove the directory")(error))
        }
        _ => Ok(()),
    }
}

/// The names in a directory, sorted. Names that are not UTF-8 are left out: the store makes none.
pub(crate) fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(dir)? {
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort_unstable();
        Ok(names)
    };
    list().map_err(StoreError::io(dir, "list the directory"))
}
