//! The few ways in which a store touches files, each durable when it returns.
//!
//! Must never leave a file under its final name with contents that are not on the disk.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::disk::{Access, Disk, DiskFile, Found};
use crate::error::StoreError;

/// Puts the names in a directory on the disk.
pub(crate) fn sync_dir(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    disk.sync_dir(dir)
        .map_err(StoreError::io(dir, "sync the directory"))
}

/// Puts the name of a directory that a user chose on the disk.
pub(crate) fn sync_name(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let parent = parent(dir);
    match disk.sync_dir(parent) {
        // A directory that may be passed but not read cannot be synced by this user.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        synced => synced.map_err(StoreError::io(parent, "sync the directory")),
    }
}

/// Makes a directory inside an existing one, durably. It may exist already; its name is on the disk then
/// too, also if the process that made it ended before it could see to that.
pub(crate) fn make_dir(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    match disk.make_dir(dir) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && is_dir(disk, dir)? => {}
        made => made.map_err(StoreError::io(dir, "make the directory"))?,
    }
    sync_dir(disk, parent(dir))
}

fn is_dir(disk: &dyn Disk, path: &Path) -> Result<bool, StoreError> {
    Ok(look(disk, path)? == Some(Found::Dir))
}

/// What stands under a name.
pub(crate) fn look(disk: &dyn Disk, path: &Path) -> Result<Option<Found>, StoreError> {
    disk.look(path)
        .map_err(StoreError::io(path, "look at the file"))
}

/// The directory a path stands in.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Writes a file under a temporary name, syncs it, gives it its name and syncs the directory. A file of
/// that name is replaced, at once and as a whole.
pub(crate) fn write_whole(
    disk: &dyn Disk,
    temporary: &Path,
    path: &Path,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let written = disk.open(temporary, Access::Replace).and_then(|file| {
        file.write_at(0, bytes)?;
        file.sync()
    });
    written.map_err(StoreError::io(temporary, "write the file"))?;
    disk.rename(temporary, path)
        .map_err(StoreError::io(path, "put the file in place"))?;
    sync_dir(disk, parent(path))
}

/// No small file is longer, in bytes.
const SMALL_BYTES: u64 = 64 << 20;

/// Reads a file, or the first `most` bytes of one that is longer.
pub(crate) fn read(disk: &dyn Disk, path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = disk.open(path, Access::Read)?;
    let length = file.length()?.min(most);
    read_first(&*file, length)
}

/// Reads the first bytes of a file.
pub(crate) fn read_first(file: &dyn DiskFile, length: u64) -> io::Result<Vec<u8>> {
    let length = usize::try_from(length).map_err(|_| ErrorKind::FileTooLarge)?;
    // The length is whatever the file says; a damaged one must not end the process.
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length)
        .map_err(|_| ErrorKind::OutOfMemory)?;
    bytes.resize(length, 0);
    let count = file.read_at(0, &mut bytes)?;
    bytes.truncate(count);
    Ok(bytes)
}

/// Reads a small file, or `None` if there is none.
pub(crate) fn read_if_there(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match read(disk, path, SMALL_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path, "read the file")(error)),
    }
}

/// Removes a file, or does nothing if there is none.
pub(crate) fn remove_file(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    match disk.remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::io(path, "remove the file")(error))
        }
        _ => Ok(()),
    }
}

/// Removes a directory and all in it, or does nothing if there is none.
pub(crate) fn remove_tree(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    match disk.remove_tree(dir) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::io(dir, "remove the directory")(error))
        }
        _ => Ok(()),
    }
}

/// A path and all that is below it, each directory before what is in it, in a fixed order. Empty if there
/// is nothing.
pub(crate) fn tree(disk: &dyn Disk, path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = disk
        .look(path)?
        .map(|_| path.to_path_buf())
        .into_iter()
        .collect();
    let mut done = 0;
    while let Some(path) = paths.get(done).cloned() {
        done += 1;
        if disk.look(&path)? == Some(Found::Dir) {
            paths.extend(disk.names(&path)?.into_iter().map(|name| path.join(name)));
        }
    }
    Ok(paths)
}

/// The names in a directory, sorted.
pub(crate) fn names(disk: &dyn Disk, dir: &Path) -> Result<Vec<String>, StoreError> {
    disk.names(dir)
        .map_err(StoreError::io(dir, "list the directory"))
}
