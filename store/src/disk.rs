//! What the store asks of the operating system: a small trait, and the machine's own disk behind it.
//!
//! Every file that the store itself reads or writes goes through here, so that a test can put a disk in
//! its place that loses what was not synced ([`SimulatedDisk`]). Only an index engine that opens files by
//! itself goes past it.
//!
//! Must never promise more than POSIX does: data are on the disk after [`DiskFile::sync`], a name after
//! [`Disk::sync_dir`] of its directory, and nothing else is.
//!
//! [`SimulatedDisk`]: crate::SimulatedDisk

use std::any::Any;
use std::fmt::Debug;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// An existing file, to be read.
    Read,
    /// An existing file, to be read and written.
    Write,
    /// A file to be read and written; made if it is not there.
    Create,
    /// A file to be written that must not be there yet.
    New,
    /// A file to be written from the beginning; what was in it is gone.
    Replace,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A directory.
    Dir,
    /// Anything else, with its length in bytes.
    File(u64),
}

/// Held until it is dropped.
pub type DiskLock = Box<dyn Any + Send + Sync>;

/// An operating system, as far as a store needs one.
pub trait Disk: Debug + Send + Sync {
    /// Opens a file.
    ///
    /// # Errors
    /// What the system refused; all others here likewise.
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>>;

    /// Makes a directory that is not there yet.
    ///
    /// # Errors
    /// What the system refused.
    fn make_dir(&self, path: &Path) -> io::Result<()>;

    /// Puts the names in a directory on the disk.
    ///
    /// # Errors
    /// What the system refused.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or a directory another name, at once, in place of the file that has it.
    ///
    /// # Errors
    /// What the system refused.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system refused.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a directory and all in it, in any order and not at once. Does not follow links.
    ///
    /// # Errors
    /// What the system refused.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;

    /// The names in a directory, sorted. Names that are not UTF-8 are left out: the store makes none.
    ///
    /// # Errors
    /// What the system refused.
    fn names(&self, path: &Path) -> io::Result<Vec<String>>;

    /// What stands under a name, or `None` if nothing does.
    ///
    /// # Errors
    /// What the system refused.
    fn look(&self, path: &Path) -> io::Result<Option<Found>>;

    /// Makes a file if it is not there, and locks it alone. None if another has the lock, alone or with others.
    /// It ends with the process, however that ends.
    ///
    /// # Errors
    /// What the system refused.
    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>>;

    /// Locks a file together with others who do so; waits for whoever has its lock alone. None if there is no such
    /// file: nothing is made.
    ///
    /// # Errors
    /// What the system refused.
    fn lock_shared(&self, path: &Path) -> io::Result<Option<DiskLock>>;

    /// A name for the present run of the machine, so that a later process knows whether it went down. None
    /// if it gives no such name.
    ///
    /// # Errors
    /// What the system refused.
    fn run(&self) -> io::Result<Option<String>>;

    /// A name of a directory that no copy of it has.
    ///
    /// # Errors
    /// What the system refused.
    fn identity(&self, dir: &Path) -> io::Result<String>;

    /// Where an engine that opens files by itself finds a path of this disk. None if it cannot.
    fn native(&self, path: &Path) -> Option<PathBuf>;
}

/// An open file.
pub trait DiskFile: Debug + Send + Sync {
    /// Reads at a place; fewer bytes than asked for only at the end of the file.
    ///
    /// # Errors
    /// What the system refused; all others here likewise.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;

    /// Writes all bytes at a place.
    ///
    /// # Errors
    /// What the system refused. Any part of the bytes may have been written then.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// The length in bytes.
    ///
    /// # Errors
    /// What the system refused.
    fn length(&self) -> io::Result<u64>;

    /// Cuts the file, or lengthens it with zeros.
    ///
    /// # Errors
    /// What the system refused.
    fn set_length(&self, length: u64) -> io::Result<()>;

    /// Puts the contents and the length on the disk, but not the name.
    ///
    /// # Errors
    /// What the system refused. Nobody knows then what is on the disk, and a second call does not help.
    fn sync(&self) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineDisk;

impl Disk for MachineDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        options.read(true).write(access != Access::Read);
        options.create(matches!(access, Access::Create | Access::Replace));
        options.create_new(access == Access::New);
        options.truncate(access == Access::Replace);
        Ok(Box::new(options.open(path)?))
    }

    fn make_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(non_empty(path))?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(non_empty(path))? {
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Some(Found::Dir)),
            Ok(found) => Ok(Some(Found::File(found.len()))),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(MachineLock(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn lock_shared(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        let file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        loop {
            match file.lock_shared() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                locked => {
                    locked?;
                    return Ok(Some(Box::new(MachineLock(file))));
                }
            }
        }
    }

    fn run(&self) -> io::Result<Option<String>> {
        match fs::read_to_string("/proc/sys/kernel/random/boot_id") {
            Ok(run) => Ok(Some(run.trim_end().to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn identity(&self, dir: &Path) -> io::Result<String> {
        // The number of a directory can be given again to its successor; the time of its making cannot.
        let place = fs::metadata(dir)?;
        let made = place
            .created()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let made = made.map_or(0, |time| time.as_nanos());
        let (device, number) = (place.dev(), place.ino());
        Ok(format!("{device}:{number}:{made}"))
    }

    fn native(&self, path: &Path) -> Option<PathBuf> {
        Some(path.to_path_buf())
    }
}

/// The directory of a bare file name is the empty path, which the system does not open.
fn non_empty(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

#[derive(Debug)]
struct MachineLock(File);

impl Drop for MachineLock {
    fn drop(&mut self) {
        // Closing the file is not enough while a child process that is just being started shares it.
        let _ = self.0.unlock();
    }
}

impl DiskFile for File {
    fn read_at(&self, offset: u64, mut buffer: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while !buffer.is_empty() {
            match FileExt::read_at(self, buffer, offset + done as u64) {
                Ok(0) => break,
                Ok(count) => {
                    done += count;
                    buffer = &mut buffer[count..];
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}
