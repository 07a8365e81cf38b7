//! Files and directories of a simulated disk: what programs see, what is on the disk, and what is on its
//! way there.
//!
//! Must never bring a name to the disk before its directory is synced, or a byte before its file is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::disk::Found;

/// The number of a file or directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u64);

const ROOT: NodeId = NodeId(0);

pub(super) type Names = BTreeMap<String, NodeId>;

#[derive(Clone)]
pub(super) enum Node {
    File(FileNode),
    Dir { seen: Names, durable: Names },
}

/// Names that change together. `None`: the name disappears.
#[derive(Clone)]
pub(super) struct NameChange(pub(super) Vec<(NodeId, String, Option<NodeId>)>);

#[derive(Clone)]
pub(super) struct Tree {
    pub(super) nodes: BTreeMap<NodeId, Arc<Node>>,
    /// The changes of names that are not on the disk yet, in their order.
    pub(super) pending: Vec<NameChange>,
    next: u64,
}

/// What was done to a file since it was synced.
#[derive(Clone)]
pub(super) enum Pending {
    Write { offset: u64, bytes: Vec<u8> },
    SetLength(u64),
}

#[derive(Clone, Default)]
pub(super) struct FileNode {
    seen: Arc<Vec<u8>>,
    pub(super) durable: Arc<Vec<u8>>,
    pub(super) pending: Vec<Pending>,
    /// After a failed sync: what programs see is not what a later sync puts on the disk.
    parted: bool,
}

impl Pending {
    pub(super) fn apply(&self, contents: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let from = usize::try_from(*offset).expect("a simulated file is small");
                let end = from + bytes.len();
                contents.resize(contents.len().max(end), 0);
                contents[from..end].copy_from_slice(bytes);
            }
            Self::SetLength(length) => {
                contents.resize(
                    usize::try_from(*length).expect("a simulated file is small"),
                    0,
                );
            }
        }
    }
}

impl FileNode {
    pub(super) fn durable(bytes: Vec<u8>) -> Self {
        let bytes = Arc::new(bytes);
        Self {
            seen: Arc::clone(&bytes),
            durable: bytes,
            pending: Vec::new(),
            parted: false,
        }
    }

    /// True if everything that programs see of it is on the disk.
    pub(super) fn is_settled(&self) -> bool {
        Arc::ptr_eq(&self.seen, &self.durable)
    }

    pub(super) fn seen(&self) -> &[u8] {
        &self.seen
    }

    pub(super) fn write(&mut self, offset: u64, bytes: &[u8]) {
        self.pend(Pending::Write {
            offset,
            bytes: bytes.to_vec(),
        });
    }

    pub(super) fn set_length(&mut self, length: u64) {
        self.pend(Pending::SetLength(length));
    }

    fn pend(&mut self, pending: Pending) {
        pending.apply(Arc::make_mut(&mut self.seen));
        self.pending.push(pending);
    }

    pub(super) fn sync(&mut self) {
        if self.parted {
            let mut durable = (*self.durable).clone();
            self.pending
                .iter()
                .for_each(|pending| pending.apply(&mut durable));
            self.durable = Arc::new(durable);
        } else if !self.pending.is_empty() {
            self.durable = Arc::clone(&self.seen);
        }
        self.pending.clear();
    }

    /// What a failed sync leaves: the system takes for written what it could not write.
    pub(super) fn forget_pending(&mut self) {
        self.parted |= !self.pending.is_empty();
        self.pending.clear();
    }
}

impl Default for Tree {
    fn default() -> Self {
        let root = Node::Dir {
            seen: Names::new(),
            durable: Names::new(),
        };
        Self {
            nodes: [(ROOT, Arc::new(root))].into(),
            pending: Vec::new(),
            next: 1,
        }
    }
}

impl Tree {
    fn find(&self, path: &Path) -> io::Result<NodeId> {
        let mut at = ROOT;
        for part in path.components() {
            let Component::Normal(name) = part else {
                continue;
            };
            let Node::Dir { seen, .. } = &*self.nodes[&at] else {
                return Err(ErrorKind::NotADirectory.into());
            };
            let name = name.to_str().ok_or(ErrorKind::InvalidInput)?;
            at = *seen.get(name).ok_or(ErrorKind::NotFound)?;
        }
        Ok(at)
    }

    pub(super) fn find_file(&self, path: &Path) -> io::Result<NodeId> {
        let node = self.find(path)?;
        match &*self.nodes[&node] {
            Node::File(_) => Ok(node),
            Node::Dir { .. } => Err(ErrorKind::IsADirectory.into()),
        }
    }

    pub(super) fn find_dir(&self, path: &Path) -> io::Result<NodeId> {
        let node = self.find(path)?;
        match &*self.nodes[&node] {
            Node::Dir { .. } => Ok(node),
            Node::File(_) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    pub(super) fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        match self.find(path) {
            Ok(node) => Ok(Some(match &*self.nodes[&node] {
                Node::Dir { .. } => Found::Dir,
                Node::File(file) => Found::File(file.seen.len() as u64),
            })),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn seen_names(&self, dir: NodeId) -> &Names {
        match &*self.nodes[&dir] {
            Node::Dir { seen, .. } => seen,
            Node::File(_) => unreachable!("only directories are asked for names"),
        }
    }

    pub(super) fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        let dir = self.find_dir(path)?;
        Ok(self.seen_names(dir).keys().cloned().collect())
    }

    /// A directory and all that is below it, each directory before what is in it.
    pub(super) fn below(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = vec![path.to_path_buf()];
        let mut done = 0;
        while let Some(path) = paths.get(done).cloned() {
            done += 1;
            if self.look(&path)? == Some(Found::Dir) {
                paths.extend(self.names(&path)?.into_iter().map(|name| path.join(name)));
            }
        }
        Ok(paths)
    }

    pub(super) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let paths = self.below(Path::new("/")).unwrap_or_default();
        let contents = paths.into_iter().filter_map(|path| {
            let node = self.find_file(&path).ok()?;
            match &*self.nodes[&node] {
                Node::File(file) => Some((path, file.seen.to_vec())),
                Node::Dir { .. } => None,
            }
        });
        contents.collect()
    }

    pub(super) fn file(&self, node: NodeId) -> io::Result<&FileNode> {
        match self.nodes.get(&node).map(Arc::as_ref) {
            Some(Node::File(file)) => Ok(file),
            _ => Err(ErrorKind::InvalidInput.into()),
        }
    }

    pub(super) fn file_mut(&mut self, node: NodeId) -> io::Result<&mut FileNode> {
        match self.nodes.get_mut(&node).map(Arc::make_mut) {
            Some(Node::File(file)) => Ok(file),
            _ => Err(ErrorKind::InvalidInput.into()),
        }
    }

    fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        self.nodes.insert(id, Arc::new(node));
        id
    }

    /// The directory and the name of a path.
    fn split(&self, path: &Path) -> io::Result<(NodeId, String)> {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or(ErrorKind::InvalidInput)?.to_owned();
        let dir = self.find_dir(path.parent().unwrap_or(Path::new("/")))?;
        Ok((dir, name))
    }

    pub(super) fn make_file(&mut self, path: &Path) -> io::Result<()> {
        self.make(path, Node::File(FileNode::default()))
    }

    pub(super) fn make_dir(&mut self, path: &Path) -> io::Result<()> {
        let node = Node::Dir {
            seen: Names::new(),
            durable: Names::new(),
        };
        self.make(path, node)
    }

    fn make(&mut self, path: &Path, node: Node) -> io::Result<()> {
        let (dir, name) = self.split(path)?;
        let node = self.add(node);
        self.change(NameChange(vec![(dir, name, Some(node))]));
        Ok(())
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let node = self.find(from)?;
        let ((from_dir, from), (to_dir, to)) = (self.split(from)?, self.split(to)?);
        self.change(NameChange(vec![
            (from_dir, from, None),
            (to_dir, to, Some(node)),
        ]));
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        let (dir, name) = self.split(path)?;
        self.change(NameChange(vec![(dir, name, None)]));
        Ok(())
    }

    fn change(&mut self, change: NameChange) {
        self.apply(&change, false);
        self.pending.push(change);
    }

    /// Applies a change of names to what is seen, or to what is on the disk.
    pub(super) fn apply(&mut self, change: &NameChange, to_disk: bool) {
        for (dir, name, node) in &change.0 {
            let Some(Node::Dir { seen, durable }) = self.nodes.get_mut(dir).map(Arc::make_mut)
            else {
                continue;
            };
            let names = if to_disk { durable } else { seen };
            match node {
                Some(node) => names.insert(name.clone(), *node),
                None => names.remove(name),
            };
        }
    }

    /// Brings the names in a directory to the disk, and whatever has to be there before them: a change of
    /// two directories takes with it the earlier ones of both.
    pub(super) fn sync_dir(&mut self, dir: NodeId) {
        let mut dirs = BTreeSet::from([dir]);
        let (mut synced, mut rest) = (Vec::new(), Vec::new());
        for change in std::mem::take(&mut self.pending).into_iter().rev() {
            if change.0.iter().any(|(dir, ..)| dirs.contains(dir)) {
                dirs.extend(change.0.iter().map(|(dir, ..)| *dir));
                synced.push(change);
            } else {
                rest.push(change);
            }
        }
        rest.reverse();
        self.pending = rest;
        synced
            .iter()
            .rev()
            .for_each(|change| self.apply(change, true));
    }

    pub(super) fn plant(&mut self, path: &Path, bytes: Option<&[u8]>) {
        let Ok((dir, name)) = self.split(path) else {
            return;
        };
        let node = bytes.map(|bytes| self.add(Node::File(FileNode::durable(bytes.to_vec()))));
        let change = NameChange(vec![(dir, name, node)]);
        self.apply(&change, false);
        self.apply(&change, true);
    }
}
