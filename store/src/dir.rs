//! The directory of a store: its format marker, its lock, and how it comes to be.
//!
//! ```text
//! crankcase-store   the format marker; written last, so that without it there is no store
//! lock              locked by the one process that may write
//! log/ index/ blobs/
//! ```
//!
//! Must never leave half a store that looks like one, and must never remove what the store did not make.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::StoreError;
use crate::files;

const MARKER: &str = "crankcase-store";
const MARKER_NEW: &str = "crankcase-store.new";
const FORMAT_VERSION: u64 = 1;
const LOCK: &str = "lock";
const LOCK_TEXT: &[u8] = b"crankcase store lock\n";

/// The directory of the block log.
pub(crate) fn log(dir: &Path) -> PathBuf {
    dir.join("log")
}

/// The directory of the index.
pub(crate) fn index(dir: &Path) -> PathBuf {
    dir.join("index")
}

/// The directory of an index that is being removed.
pub(crate) fn discarded_index(dir: &Path) -> PathBuf {
    dir.join("index.discarded")
}

/// The directory of the blobs.
pub(crate) fn blobs(dir: &Path) -> PathBuf {
    dir.join("blobs")
}

/// Held as long as the store is open; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough while a child process that is just being started shares it.
        let _ = self.file.unlock();
    }
}

/// True if there is a store in the directory, of whatever version.
pub(crate) fn is_store(dir: &Path) -> bool {
    dir.join(MARKER).is_file()
}

/// Locks an existing store for writing.
pub(crate) fn lock(dir: &Path) -> Result<Lock, StoreError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let file = file.map_err(StoreError::io(&path, "open the lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file }),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked {
            path: dir.to_path_buf(),
        }),
        Err(TryLockError::Error(error)) => Err(StoreError::io(&path, "take the lock")(error)),
    }
}

/// Checks that there is a store of this program's version.
pub(crate) fn check_version(dir: &Path) -> Result<(), StoreError> {
    let path = dir.join(MARKER);
    let mut text = Vec::new();
    match File::open(&path).and_then(|file| file.take(64).read_to_end(&mut text)) {
        Ok(_) => {}
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Err(StoreError::NoStore {
                path: dir.to_path_buf(),
            });
        }
        Err(error) => return Err(StoreError::io(&path, "read the format marker")(error)),
    }
    match parse_marker(&text) {
        Some(FORMAT_VERSION) => Ok(()),
        Some(found) => Err(StoreError::Version {
            path,
            found,
            supported: FORMAT_VERSION,
        }),
        None => Err(StoreError::BadMarker { path }),
    }
}

fn marker_text(version: u64) -> String {
    format!("crankcase store, format version {version}\n")
}

fn parse_marker(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let version = text
        .strip_prefix("crankcase store, format version ")?
        .strip_suffix('\n')?
        .parse()
        .ok()?;
    (marker_text(version) == text).then_some(version)
}

/// Makes a store: takes the lock, lets `fill` make what belongs into it, and marks it as a store last.
/// If anything fails, what was made is removed again.
pub(crate) fn create<T>(
    dir: &Path,
    fill: impl FnOnce() -> Result<T, StoreError>,
) -> Result<(Lock, T), StoreError> {
    let is_new = match fs::create_dir(dir) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(error) => return Err(StoreError::io(dir, "make the directory")(error)),
    };
    let made = make(dir, is_new, fill);
    if made.is_err() && is_new {
        // Fails if something is in it, which is then not ours; the error to tell is the first one.
        let _ = fs::remove_dir(dir);
    }
    made
}

fn make<T>(
    dir: &Path,
    is_new: bool,
    fill: impl FnOnce() -> Result<T, StoreError>,
) -> Result<(Lock, T), StoreError> {
    check_free(dir)?;
    let lock = lock(dir)?;
    // Another process may have made a store here between the check and the lock.
    check_free(dir)?;
    let make_parts = || {
        let path = dir.join(LOCK);
        let written = (&lock.file)
            .write_all(LOCK_TEXT)
            .and_then(|()| lock.file.sync_all());
        written.map_err(StoreError::io(&path, "write the lock"))?;
        remove_parts(dir)?;
        let filled = fill()?;
        files::write_whole(
            &dir.join(MARKER_NEW),
            &dir.join(MARKER),
            marker_text(FORMAT_VERSION).as_bytes(),
        )?;
        match dir.parent() {
            Some(parent) if is_new && !parent.as_os_str().is_empty() => files::sync_dir(parent)?,
            _ => {}
        }
        Ok(filled)
    };
    let made = make_parts();
    if made.is_err() {
        // What stays nevertheless is recognised by the next attempt.
        let _ = remove_parts(dir);
        let _ = fs::remove_file(dir.join(LOCK));
    }
    Ok((lock, made?))
}

/// Checks that a store can be made in a directory: it is empty, or it holds only what an interrupted
/// [`create`] left there, which the text of the lock proves.
fn check_free(dir: &Path) -> Result<(), StoreError> {
    let names = files::names(dir)?;
    let lock_text = files::read_if_there(&dir.join(LOCK))?.unwrap_or_default();
    let is_part =
        |name: &String| [LOCK, MARKER_NEW, "log", "index", "blobs"].contains(&name.as_str());
    let only_lock = names.iter().all(|name| name == LOCK) && LOCK_TEXT.starts_with(&lock_text);
    if only_lock || (names.iter().all(is_part) && lock_text == LOCK_TEXT) {
        Ok(())
    } else {
        Err(StoreError::NotEmpty {
            path: dir.to_path_buf(),
        })
    }
}

/// Removes the parts of a store that is not marked as one.
fn remove_parts(dir: &Path) -> Result<(), StoreError> {
    for part in [log(dir), index(dir), blobs(dir)] {
        files::remove_tree(&part)?;
    }
    match fs::remove_file(dir.join(MARKER_NEW)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::io(dir, "remove an unfinished marker")(error))
        }
        _ => Ok(()),
    }
}
