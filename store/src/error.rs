//! What can go wrong with a store, each with the place and with what to do about it.
//!
//! Must never be returned after something was half done: an operation that fails has changed nothing
//! that a later opening would see as committed.

use std::io;
use std::path::{Path, PathBuf};

use crate::ids::{BlobHash, ExportRoot, Height};

/// Why a store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A store was to be made where something is already.
    #[error("{}: the directory is not empty; a store is made in a new or empty directory", path.display())]
    NotEmpty {
        /// The directory.
        path: PathBuf,
    },
    /// There is no store in the directory.
    #[error("{}: there is no crankcase store here (no file `crankcase-store`)", path.display())]
    NoStore {
        /// The directory.
        path: PathBuf,
    },
    /// Another process has the store open for writing.
    #[error("{}: another process has this store open; wait until it has ended", path.display())]
    Locked {
        /// The store's directory.
        path: PathBuf,
    },
    /// The store's format is newer than the one this program reads and writes.
    #[error(
        "{}: the store has format version {found}, which is newer than version {supported} of this program; use \
         the crankcase release that made the store, or a later one",
        path.display()
    )]
    Version {
        /// The file that says the version.
        path: PathBuf,
        /// The version found there.
        found: u64,
        /// The version this program knows.
        supported: u64,
    },
    /// The store has an older format, and was opened for reading only.
    #[error(
        "{}: the store has the old format version {found}; `crankcase repair`, like every command that writes, \
         makes it one of version {present}",
        path.display()
    )]
    OldVersion {
        /// The store's directory.
        path: PathBuf,
        /// The version found there.
        found: u64,
        /// The version it would become.
        present: u64,
    },
    /// The store was being brought to the present format when its process or the machine ended, or it is now.
    #[error(
        "{}: the store is being made one of the present format; `crankcase repair`, like every command that \
         writes, completes that",
        path.display()
    )]
    Migrating {
        /// The store's directory.
        path: PathBuf,
    },
    /// Something is in the way that the store did not make.
    #[error("{}: this is no part of the store; move it away and open the store again", path.display())]
    Stranger {
        /// The file or directory.
        path: PathBuf,
    },
    /// The file that says the format's version does not say it.
    #[error("{}: this is not the format marker of a crankcase store; restore it from a copy", path.display())]
    BadMarker {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("{}: cannot {doing}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What was tried, to be read after "cannot".
        doing: &'static str,
        /// The reason given.
        source: io::Error,
    },
    /// The block log is damaged somewhere else than in an unfinished record at its very end.
    #[error(
        "{}: the block log is damaged at byte {offset}: {what}; nothing was changed; restore the file \
         from a copy of the store",
        path.display()
    )]
    DamagedLog {
        /// The segment file, or the directory where one is missing.
        path: PathBuf,
        /// Where in the file, in bytes.
        offset: u64,
        /// What is wrong there.
        what: String,
    },
    /// A block of the log passes its hash but its contents make no sense to this program.
    #[error("{}: block {height} cannot be applied: {what}; restore the store from a copy", path.display())]
    BadBlock {
        /// The store's directory.
        path: PathBuf,
        /// The block.
        height: Height,
        /// What is wrong with it.
        what: String,
    },
    /// The index failed. What is committed is in the log; opening the store again mends the index.
    #[error("{}: the index failed: {what}; open the store again, it is then rebuilt", path.display())]
    Index {
        /// The store's directory.
        path: PathBuf,
        /// What the index said.
        what: String,
    },
    /// The operation writes and the store was opened for reading only.
    #[error("{}: the store is open for reading only", path.display())]
    ReadOnly {
        /// The store's directory.
        path: PathBuf,
    },
    /// An earlier commit failed in the middle, so this handle no longer knows where the store stands.
    #[error("{}: an earlier commit failed; open the store again to go on", path.display())]
    Latched {
        /// The store's directory.
        path: PathBuf,
    },
    /// Something in a batch is larger than a store takes. Nothing was committed.
    #[error("{what} of {bytes} bytes is too large for the store; the most is {limit}")]
    TooLarge {
        /// Which kind of thing.
        what: &'static str,
        /// Its size.
        bytes: u64,
        /// The largest size taken.
        limit: u64,
    },
    /// A part of a stream was pruned: this store does not keep it.
    #[error(
        "{}: the stream {stream} is kept from position {kept_from} on only; what is before was pruned",
        path.display()
    )]
    Pruned {
        /// The store's directory.
        path: PathBuf,
        /// The stream's name, readable.
        stream: String,
        /// The first position that is kept.
        kept_from: u64,
    },
    /// The checkpoint is damaged and needed: the log goes on from it.
    #[error(
        "{}: the checkpoint is damaged: {what}; nothing was changed; mend the store with `crankcase repair --from` \
         and a copy or an export of it, or import an export",
        path.display()
    )]
    DamagedCheckpoint {
        /// The checkpoint's record.
        path: PathBuf,
        /// What is wrong with it, and with the index if that could have taken its place.
        what: String,
    },
    /// There is no blob of that name.
    #[error("{}: the blob {hash} is missing; restore it from a copy of the store", path.display())]
    NoBlob {
        /// The store's directory, or the file.
        path: PathBuf,
        /// The blob.
        hash: BlobHash,
    },
    /// A blob's bytes are not the ones its name stands for.
    #[error(
        "{}: the blob {hash} at byte {offset} is damaged; restore it from a copy of the store",
        path.display()
    )]
    DamagedBlob {
        /// The pack.
        path: PathBuf,
        /// Where in it the blob's record starts, in bytes.
        offset: u64,
        /// The blob.
        hash: BlobHash,
    },
    /// An export was to be made where something else is already.
    #[error(
        "{}: the directory holds something else; an export is made in a new or empty directory",
        path.display()
    )]
    NotFree {
        /// The directory.
        path: PathBuf,
    },
    /// An export was to be made where another one is already.
    #[error(
        "{}: the directory holds an export of another state; make this one in a new or empty directory",
        path.display()
    )]
    OtherExport {
        /// The directory.
        path: PathBuf,
    },
    /// Another process makes an export in the directory.
    #[error("{}: another process makes an export here; wait until it has ended", path.display())]
    ExportLocked {
        /// The directory.
        path: PathBuf,
    },
    /// There is no finished export in the directory.
    #[error("{}: there is no {} here (no file `manifest`); {}", path.display(),
        if *begun { "finished export" } else { "export" },
        if *begun { "export into it again, which goes on" } else { "name the directory of one" }
    )]
    NoExport {
        /// The directory.
        path: PathBuf,
        /// True if one was begun.
        begun: bool,
    },
    /// An export is of a format that this program does not read.
    #[error(
        "{}: the export has format version {found}, which this program does not read; use the crankcase \
         release that made it",
        path.display()
    )]
    ExportVersion {
        /// The manifest.
        path: PathBuf,
        /// The version found there.
        found: u64,
    },
    /// A file is not the manifest of an export.
    #[error(
        "{}: this is not the manifest of an export: {what}; copy it again from where the export was made",
        path.display()
    )]
    BadManifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// An export is another than the one that was asked for.
    #[error(
        "{}: the export's root is {found}, not {wanted}; get the export that has that root",
        path.display()
    )]
    OtherRoot {
        /// The manifest.
        path: PathBuf,
        /// The root of the export that is there.
        found: ExportRoot,
        /// The root that was asked for.
        wanted: ExportRoot,
    },
    /// An artifact is not what the manifest says of it.
    #[error(
        "{}: the artifact {what}; copy it again from where the export was made{}, and import again, which goes \
         on",
        path.display(), also(others)
    )]
    BadArtifact {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, to be read after its name.
        what: String,
        /// The names of all later artifacts that are bad as well.
        others: Vec<String>,
    },
    /// A store was to be made where one is already.
    #[error("{}: there is a store here already; import into a new or empty directory", path.display())]
    AlreadyStore {
        /// The directory.
        path: PathBuf,
    },
    /// An import into the directory was not finished, so that there is no store yet.
    #[error(
        "{}: the import of the export {root} into this directory was not finished; run it again, which goes on, \
         or remove the directory",
        path.display()
    )]
    HalfImported {
        /// The directory.
        path: PathBuf,
        /// The root of the export.
        root: ExportRoot,
    },
    /// The artifacts of an export are what its manifest says, and yet they do not make a store.
    #[error("{}: the export makes no store: {what}; make it again from a whole store", path.display())]
    BadExport {
        /// The artifact, or the manifest where it is the export as a whole.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

/// The other artifacts that are bad; not all if they are many.
fn also(others: &[String]) -> String {
    const SHOWN: usize = 8;
    match others.len() {
        0 => String::new(),
        count if count <= SHOWN => format!(", likewise {}", others.join(", ")),
        count => {
            let more = count - SHOWN;
            format!(", likewise {} and {more} more", others[..SHOWN].join(", "))
        }
    }
}

impl StoreError {
    /// Makes the error of a system call on `path`, to be used with `map_err`.
    pub(crate) fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            path,
            doing,
            source,
        }
    }
}
