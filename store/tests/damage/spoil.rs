//! Damage to one file of a store, at random.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::common::Random;

/// What a file is to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Segment,
    End,
    IndexState,
    IndexData,
    Blob,
    Marker,
    Lock,
    Checkpoint,
}

const KINDS: [Kind; 8] = [
    Kind::Segment,
    Kind::End,
    Kind::IndexState,
    Kind::IndexData,
    Kind::Blob,
    Kind::Marker,
    Kind::Lock,
    Kind::Checkpoint,
];

fn kind(path: &Path, store: &Path) -> Kind {
    let name = path.strip_prefix(store).unwrap().to_str().unwrap();
    match name {
        "crankcase-store" => Kind::Marker,
        "lock" | "readers" => Kind::Lock,
        "checkpoint" => Kind::Checkpoint,
        "log/end" => Kind::End,
        "index/state" => Kind::IndexState,
        _ if name.starts_with("log/") => Kind::Segment,
        _ if name.starts_with("index/") => Kind::IndexData,
        _ if name.starts_with("blobs/") => Kind::Blob,
        _ => panic!("{name}: a kind of file without damage"),
    }
}

/// One damage.
pub struct Spoiled {
    pub kind: Kind,
    pub how: &'static str,
    /// The files with other contents; `None`: the file is gone. More than one if files changed places.
    pub changes: Vec<(PathBuf, Option<Vec<u8>>)>,
    /// The file that was chosen, and what was in it.
    pub path: PathBuf,
    pub original: Vec<u8>,
    /// False if the file has the bytes it had.
    pub changed: bool,
    /// True if the only change is a file that was not there.
    pub added: bool,
}

impl fmt::Debug for Spoiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self.changes.iter().map(|(path, _)| path).collect();
        write!(f, "{:?} {} {paths:?}", self.kind, self.how)
    }
}

impl Spoiled {
    /// Chooses a kind of file, one of that kind, and what becomes of it.
    pub fn choose(files: &[(PathBuf, Vec<u8>)], store: &Path, random: &mut Random) -> Self {
        let of_kind = loop {
            let wanted = KINDS[random.below(KINDS.len())];
            let some: Vec<_> = files
                .iter()
                .filter(|(path, _)| kind(path, store) == wanted)
                .collect();
            if !some.is_empty() {
                break some;
            }
        };
        let (path, bytes) = of_kind[random.below(of_kind.len())];
        let (other_path, other) = of_kind[random.below(of_kind.len())];
        let kind = kind(path, store);
        let mut new = bytes.clone();
        let at = random.below(bytes.len());
        let how = match random.below(8) {
            0 | 1 if !new.is_empty() => {
                new[at] ^= 1 << random.below(8);
                "with a flipped bit"
            }
            2 | 3 => {
                let page = [16, 512, 4096][random.below(3)];
                new.iter_mut()
                    .skip(at / page * page)
                    .take(page)
                    .for_each(|byte| *byte = 0);
                "with a page of zeros"
            }
            4 => {
                new.truncate(at);
                "cut"
            }
            5 => {
                new.extend((0..1 + random.below(700)).map(|_| random.byte()));
                "with garbage behind it"
            }
            6 => return Self::moved(kind, (path, bytes), (other_path, other), random),
            _ => {
                let changes = vec![(path.clone(), None)];
                return Self::new(kind, "removed", changes, (path, bytes), true, false);
            }
        };
        let changed = new != *bytes;
        let changes = vec![(path.clone(), Some(new))];
        Self::new(kind, how, changes, (path, bytes), changed, false)
    }

    fn new(
        kind: Kind,
        how: &'static str,
        changes: Vec<(PathBuf, Option<Vec<u8>>)>,
        (path, original): (&Path, &[u8]),
        changed: bool,
        added: bool,
    ) -> Self {
        Self {
            kind,
            how,
            changes,
            path: path.to_path_buf(),
            original: original.to_vec(),
            changed,
            added,
        }
    }

    /// A copy under a name that looks right, or the contents of another file of the kind.
    fn moved(
        kind: Kind,
        (path, bytes): (&Path, &[u8]),
        (other_path, other): (&PathBuf, &Vec<u8>),
        random: &mut Random,
    ) -> Self {
        if random.below(2) == 0 && other_path != path {
            let changes = vec![
                (path.to_path_buf(), Some(other.clone())),
                (other_path.clone(), Some(bytes.to_vec())),
            ];
            return Self::new(
                kind,
                "in each other's place",
                changes,
                (path, bytes),
                other != bytes,
                false,
            );
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let copy = match kind {
            Kind::Segment => format!("{:020}.log", random.below(60) + 1),
            Kind::Blob => format!("{:020}.pack", random.below(9) + 1),
            _ => format!("{name}.copy"),
        };
        let copy = path.with_file_name(copy);
        let was_there = copy == path || *other_path == copy;
        let changes = vec![(copy.clone(), Some(bytes.to_vec()))];
        Self::new(
            kind,
            "copied",
            changes,
            (&copy, bytes),
            !was_there,
            !was_there,
        )
    }
}
