//! A disk in memory that keeps only what it must: for tests of what a power failure leaves.
//!
//! It distinguishes what programs see from what is on the disk. [`SimulatedDisk::record`] keeps the state
//! after every operation that changes something; each such [`Moment`] can be continued as after the death
//! of the process ([`Moment::kill`]) or as after a power failure ([`Moment::fail`]), where what was not
//! synced is lost, torn, reordered or garbage, as the seed decides.
//!
//! Must never keep more than was synced because that is convenient, and must never lose what was.

mod crash;
mod tree;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::disk::{Access, Disk, DiskFile, DiskLock, Found};
use tree::{NodeId, Tree};

/// Decides of an operation, by its path and its kind, whether it is left out or fails.
pub type Fault = Arc<dyn Fn(u64, &Path, Operation) -> Outcome + Send + Sync>;

/// An operation that changes the disk or what programs see of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// A name appears, disappears or changes.
    Name,
    /// Bytes are written.
    Write,
    /// A file gets another length.
    SetLength,
    /// A file is synced.
    SyncFile,
    /// A directory is synced.
    SyncDir,
}

/// What becomes of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It says it is done and does nothing.
    Skipped,
    /// It fails. A write is half done; what the sync of a file should have put on the disk never gets there.
    Failed,
}

/// A disk in memory. Clones are the same disk.
#[derive(Clone)]
pub struct SimulatedDisk {
    state: Arc<Mutex<State>>,
    /// Notified when a lock is let go.
    unlocked: Arc<Condvar>,
}

struct State {
    tree: Tree,
    /// How many operations there were.
    count: u64,
    /// How often the machine was started.
    run: u64,
    moments: Option<Vec<Moment>>,
    fault: Option<Fault>,
    locked: Vec<PathBuf>,
    /// Those that are locked by several together, once for each.
    shared: Vec<PathBuf>,
}

/// A disk as it was after one of its operations.
#[derive(Clone)]
pub struct Moment {
    tree: Tree,
    run: u64,
}

impl Moment {
    /// The disk after the process has died: programs see everything as it was.
    #[must_use]
    pub fn kill(&self) -> SimulatedDisk {
        SimulatedDisk::with(self.tree.clone(), self.run)
    }

    /// The disk after the power has failed. The same seed leaves the same disk.
    #[must_use]
    pub fn fail(&self, seed: u64) -> SimulatedDisk {
        SimulatedDisk::with(crash::crash(&self.tree, seed), self.run + 1)
    }
}

impl Default for SimulatedDisk {
    fn default() -> Self {
        Self::with(Tree::default(), 1)
    }
}

impl std::fmt::Debug for SimulatedDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "a simulated disk after {} operations",
            self.state().count
        )
    }
}

impl SimulatedDisk {
    fn with(tree: Tree, run: u64) -> Self {
        let state = State {
            tree,
            count: 0,
            run,
            moments: None,
            fault: None,
            locked: Vec::new(),
            shared: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            unlocked: Arc::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the state whole: nothing here panics in the middle of a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the state after every operation from now on; the first moment is the present one.
    pub fn record(&self) {
        let mut state = self.state();
        let now = state.moment();
        state.moments = Some(vec![now]);
    }

    /// How many moments were recorded.
    #[must_use]
    pub fn recorded(&self) -> usize {
        self.state().moments.as_ref().map_or(0, Vec::len)
    }

    /// The moments that were recorded. Recording ends.
    #[must_use]
    pub fn moments(&self) -> Vec<Moment> {
        self.state().moments.take().unwrap_or_default()
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.state().moment()
    }

    /// Asks `fault` about every operation from now on. Its number counts from 0 on each disk.
    pub fn set_fault(&self, fault: Fault) {
        self.state().fault = Some(fault);
    }

    /// How many operations there were.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.state().count
    }

    /// True if somebody has the lock of a file alone.
    #[must_use]
    pub fn is_locked(&self, path: &Path) -> bool {
        self.state().locked.iter().any(|locked| locked == path)
    }

    /// Every file of the disk, with what is in it.
    #[must_use]
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        self.state().tree.files()
    }

    /// Puts a file on the disk, from outside, so that it is durable at once; `None` removes it.
    pub fn plant(&self, path: &Path, bytes: Option<&[u8]>) {
        self.state().tree.plant(path, bytes);
    }
}

impl State {
    fn moment(&self) -> Moment {
        Moment {
            tree: self.tree.clone(),
            run: self.run,
        }
    }

    /// Does an operation, unless a fault is planted there.
    fn operate(
        &mut self,
        path: &Path,
        operation: Operation,
        act: impl FnOnce(&mut Tree, Outcome) -> io::Result<()>,
    ) -> io::Result<()> {
        let number = self.count;
        self.count += 1;
        let fault = self.fault.clone();
        let outcome = fault.map_or(Outcome::Done, |fault| fault(number, path, operation));
        let result = act(&mut self.tree, outcome);
        let now = self.moments.is_some().then(|| self.moment());
        if let (Some(moments), Some(now)) = (&mut self.moments, now) {
            moments.push(now);
        }
        if outcome == Outcome::Failed {
            return Err(io::Error::other("the simulated disk failed"));
        }
        result
    }

    fn change_names(
        &mut self,
        path: &Path,
        change: impl FnOnce(&mut Tree) -> io::Result<()>,
    ) -> io::Result<()> {
        self.operate(path, Operation::Name, |tree, outcome| match outcome {
            Outcome::Done => change(tree),
            Outcome::Skipped | Outcome::Failed => Ok(()),
        })
    }
}

impl Disk for SimulatedDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.state();
        let node = match (state.tree.find_file(path), access) {
            (Ok(_), Access::New) => return Err(ErrorKind::AlreadyExists.into()),
            (Err(error), Access::New | Access::Create | Access::Replace)
                if error.kind() == ErrorKind::NotFound =>
            {
                state.change_names(path, |tree| tree.make_file(path))?;
                state.tree.find_file(path)?
            }
            (found, _) => found?,
        };
        drop(state);
        let file = SimulatedFile {
            disk: self.clone(),
            path: path.to_path_buf(),
            node,
            writes: access != Access::Read,
        };
        if access == Access::Replace && file.length()? > 0 {
            file.set_length(0)?;
        }
        Ok(Box::new(file))
    }

    fn make_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        if state.tree.look(path)?.is_some() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.change_names(path, |tree| tree.make_dir(path))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let node = state.tree.find_dir(path)?;
        state.operate(path, Operation::SyncDir, |tree, outcome| {
            // A journal that failed once takes no more names, or takes them all with the next sync.
            if outcome == Outcome::Done {
                tree.sync_dir(node);
            }
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().change_names(to, |tree| tree.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.tree.find_file(path)?;
        state.change_names(path, |tree| tree.remove(path))
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.tree.find_dir(path)?;
        for below in state.tree.below(path)?.into_iter().rev() {
            state.change_names(&below, |tree| tree.remove(&below))?;
        }
        Ok(())
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        self.state().tree.names(path)
    }

    fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        self.state().tree.look(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        drop(self.open(path, Access::Create)?);
        let mut state = self.state();
        let mut locked = state.locked.iter().chain(&state.shared);
        if locked.any(|locked| locked == path) {
            return Ok(None);
        }
        state.locked.push(path.to_path_buf());
        Ok(Some(Box::new(SimulatedLock {
            disk: self.clone(),
            path: path.to_path_buf(),
            alone: true,
        })))
    }

    fn lock_shared(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        let mut state = self.state();
        if state.tree.look(path)?.is_none() {
            return Ok(None);
        }
        while state.locked.iter().any(|locked| locked == path) {
            let waited = self.unlocked.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        state.shared.push(path.to_path_buf());
        Ok(Some(Box::new(SimulatedLock {
            disk: self.clone(),
            path: path.to_path_buf(),
            alone: false,
        })))
    }

    fn run(&self) -> io::Result<Option<String>> {
        Ok(Some(self.state().run.to_string()))
    }

    fn identity(&self, dir: &Path) -> io::Result<String> {
        Ok(format!("{:?}", self.state().tree.find_dir(dir)?))
    }

    fn native(&self, _: &Path) -> Option<PathBuf> {
        None
    }
}

struct SimulatedLock {
    disk: SimulatedDisk,
    path: PathBuf,
    alone: bool,
}

impl Drop for SimulatedLock {
    fn drop(&mut self) {
        let mut state = self.disk.state();
        let locks = match self.alone {
            true => &mut state.locked,
            false => &mut state.shared,
        };
        if let Some(at) = locks.iter().position(|locked| *locked == self.path) {
            locks.remove(at);
        }
        self.disk.unlocked.notify_all();
    }
}

#[derive(Debug)]
struct SimulatedFile {
    disk: SimulatedDisk,
    /// The name it was opened by.
    path: PathBuf,
    node: NodeId,
    writes: bool,
}

impl SimulatedFile {
    fn change(
        &self,
        operation: Operation,
        act: impl FnOnce(&mut tree::FileNode, Outcome),
    ) -> io::Result<()> {
        if !self.writes && operation != Operation::SyncFile {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let node = self.node;
        let mut state = self.disk.state();
        state.operate(&self.path, operation, |tree, outcome| {
            act(tree.file_mut(node)?, outcome);
            Ok(())
        })
    }
}

impl DiskFile for SimulatedFile {
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let state = self.disk.state();
        let seen = state.tree.file(self.node)?.seen();
        let from = usize::try_from(offset).map_or(seen.len(), |at| at.min(seen.len()));
        let count = buffer.len().min(seen.len() - from);
        buffer[..count].copy_from_slice(&seen[from..from + count]);
        Ok(count)
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.change(Operation::Write, |file, outcome| match outcome {
            Outcome::Done => file.write(offset, bytes),
            Outcome::Skipped => {}
            Outcome::Failed => file.write(offset, &bytes[..bytes.len() / 2]),
        })
    }

    fn length(&self) -> io::Result<u64> {
        let state = self.disk.state();
        Ok(state.tree.file(self.node)?.seen().len() as u64)
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.change(Operation::SetLength, |file, outcome| match outcome {
            Outcome::Done => file.set_length(length),
            Outcome::Skipped | Outcome::Failed => {}
        })
    }

    fn sync(&self) -> io::Result<()> {
        self.change(Operation::SyncFile, |file, outcome| match outcome {
            Outcome::Done => file.sync(),
            Outcome::Skipped => {}
            Outcome::Failed => file.forget_pending(),
        })
    }
}
