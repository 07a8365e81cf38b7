//! Whether the files of an index engine may be believed: one small file beside them says it.
//!
//! While the index is open, and after its process was killed, the file says `in use` and names the run of
//! the machine and the directory. An engine that does not sync keeps its promises when the process dies;
//! so such an index is taken up again, but not after the machine itself went down, unless the engine syncs,
//! and never as a copy, which may have been made in the middle of a change. After a clean end the file lists
//! every file with its length and its check sum. Whatever else it says, or if it is missing, the index is
//! made again (spec S7).
//!
//! Must never look into the files: what is in them is the engine's own affair.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::disk::{Access, Disk, Found};
use crate::error::StoreError;
use crate::files;
use crate::index::IndexError;

const STATE: &str = "state";
const STATE_NEW: &str = "state.new";
const SEALED: &str = "sealed\n";

/// The directory of an index, in which an engine has a directory of its own.
#[derive(Debug)]
pub(crate) struct Seal {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// The name of the engine's directory in it.
    engine: &'static str,
    /// Whether the engine syncs what it writes, and so keeps its promises when the power fails.
    syncs: bool,
    condemned: AtomicBool,
}

impl Seal {
    pub(crate) fn new(disk: &Arc<dyn Disk>, dir: &Path, engine: &'static str, syncs: bool) -> Self {
        Self {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            engine,
            syncs,
            condemned: AtomicBool::new(false),
        }
    }

    /// The directory of the engine's files.
    pub(crate) fn engine_dir(&self) -> PathBuf {
        self.dir.join(self.engine)
    }

    /// Checks that the engine's files may be believed or are not there at all, and says that they are in
    /// use. True if they were closed: then they have the very bytes that they had.
    pub(crate) fn admit(&self) -> Result<bool, IndexError> {
        files::make_dir(&*self.disk, &self.dir).map_err(|error| failed(&error))?;
        let run = self.disk.run().map_err(|error| failed(&error))?;
        let identity = self.disk.identity(&self.dir);
        let identity = identity.map_err(|error| failed(&error))?;
        let state = files::read_if_there(&*self.disk, &self.dir.join(STATE));
        let state = state.map_err(|error| failed(&error))?;
        let here = format!(" as {identity}\n");
        let in_use = run.map(|run| format!("in use by {} in run {run}{here}", self.engine));
        let engine =
            files::look(&*self.disk, &self.engine_dir()).map_err(|error| failed(&error))?;
        let closed = match state.as_deref().map(String::from_utf8_lossy).as_deref() {
            None if engine.is_none() => true,
            Some(state) if in_use.as_deref() == Some(state) => return Ok(false),
            Some(state) if self.syncs && self.was_in_use(state, &here) => false,
            Some(state) if state.starts_with(SEALED) => self.check_seal(state)?,
            Some("condemned\n") => {
                return Err(IndexError("it was found to be wrong before".to_owned()));
            }
            _ => return Err(IndexError("its files were not closed".to_owned())),
        };
        let nameless = || format!("in use by {} in a run without a name{here}", self.engine);
        self.write_state(&in_use.unwrap_or_else(nameless))?;
        Ok(closed)
    }

    /// True if the index was in use by the same engine in the same directory, in whatever run of the machine.
    fn was_in_use(&self, state: &str, here: &str) -> bool {
        state.starts_with(&format!("in use by {} in ", self.engine)) && state.ends_with(here)
    }

    fn check_seal(&self, state: &str) -> Result<bool, IndexError> {
        if self.text().map_err(|error| failed(&error))? == state {
            return Ok(true);
        }
        Err(IndexError(
            "its files have changed since they were closed".to_owned(),
        ))
    }

    /// Says that the engine's files are closed, unless they were condemned. Everything in them is on the disk
    /// when this returns.
    pub(crate) fn close(&self) -> Result<(), IndexError> {
        if self.condemned.load(Ordering::SeqCst) {
            return Ok(());
        }
        let text = self.sync_engine().and_then(|()| self.text());
        self.write_state(&text.map_err(|error| failed(&error))?)
    }

    /// Says that the engine's files must not be used again.
    pub(crate) fn condemn(&self) {
        self.condemned.store(true, Ordering::SeqCst);
        // If even this fails there is nothing more to be done from here; the caller reports the fault.
        let _ = self.write_state("condemned\n");
    }

    fn write_state(&self, text: &str) -> Result<(), IndexError> {
        let (new, state) = (self.dir.join(STATE_NEW), self.dir.join(STATE));
        let written = files::write_whole(&*self.disk, &new, &state, text.as_bytes());
        written.map_err(|error: StoreError| failed(&error))
    }

    fn text(&self) -> io::Result<String> {
        text(&*self.disk, &self.dir, self.engine)
    }

    /// Puts all of the engine's files on the disk.
    fn sync_engine(&self) -> io::Result<()> {
        for path in files::tree(&*self.disk, &self.engine_dir())? {
            match self.disk.look(&path)? {
                Some(Found::Dir) => self.disk.sync_dir(&path)?,
                _ => self.disk.open(&path, Access::Read)?.sync()?,
            }
        }
        Ok(())
    }
}

/// What is wrong with an index, as far as that shows without opening it. One that is in use shows nothing,
/// and a store that keeps its index in memory has none.
pub(crate) fn inspect(disk: &dyn Disk, dir: &Path) -> Result<Option<String>, StoreError> {
    if files::look(disk, dir)?.is_none() {
        return Ok(None);
    }
    let state = files::read_if_there(disk, &dir.join(STATE))?;
    let state = String::from_utf8_lossy(state.as_deref().unwrap_or_default()).into_owned();
    if let Some(sealed) = state.strip_prefix(SEALED) {
        // The name becomes a path only if it is a name.
        let engine = sealed.lines().next().unwrap_or_default();
        let is_name = !engine.is_empty() && engine.bytes().all(|byte| byte.is_ascii_lowercase());
        let found = match is_name {
            true => text(disk, dir, engine).map_err(StoreError::io(dir, "read the index"))?,
            false => String::new(),
        };
        let changed = "the index has changed since it was closed";
        return Ok((found != state).then(|| changed.to_owned()));
    }
    let unknown = "the state of the index is not known";
    Ok((!state.starts_with("in use by ")).then(|| unknown.to_owned()))
}

/// The state of a closed index: a line for each of the engine's files, with check sum, length, name.
fn text(disk: &dyn Disk, dir: &Path, engine: &str) -> io::Result<String> {
    let mut text = format!("{SEALED}{engine}\n");
    let mut buffer = vec![0; 1 << 20];
    let engine = dir.join(engine);
    for path in files::tree(disk, &engine)? {
        if disk.look(&path)? == Some(Found::Dir) {
            continue;
        }
        let (sum, length) = check_sum(disk, &path, &mut buffer)?;
        let name = path.strip_prefix(&engine).unwrap_or(&path).display();
        text.push_str(&format!("{sum:08x} {length} {name}\n"));
    }
    Ok(text)
}

fn failed(error: &dyn std::error::Error) -> IndexError {
    IndexError(error.to_string())
}

fn check_sum(disk: &dyn Disk, path: &Path, buffer: &mut [u8]) -> io::Result<(u32, u64)> {
    let file = disk.open(path, Access::Read)?;
    let mut sum = crc32fast::Hasher::new();
    let mut length = 0;
    loop {
        let count = file.read_at(length, buffer)?;
        if count == 0 {
            return Ok((sum.finalize(), length));
        }
        sum.update(&buffer[..count]);
        length += count as u64;
    }
}
