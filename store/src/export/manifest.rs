//! The manifest of an export: what the artifacts are, and what the store is that they make (spec S20).
//!
//! A text that a person can read and that has exactly one form, so that its SHA-256, the *export root*, stands
//! for everything in the export.
//!
//! Must never take a path, a length or a number of things from a text on trust: an artifact's name follows
//! from its place, and what is not exactly what [`Manifest::text`] writes is refused.

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::ExportMode;
use crate::ids::{BlobHash, BlockHash, ExportRoot, Height, StateHash};

/// The length of every artifact but the last, in bytes.
pub const ARTIFACT_BYTES: u64 = 8 << 20;

/// No manifest is longer, in bytes; it is that of an export of some 6 TB.
pub(crate) const MAX_MANIFEST_BYTES: u64 = 64 << 20;

const HEAD: &str = "crankcase export, format version ";
const VERSION: u64 = 1;

/// One file of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of what is in it.
    pub hash: BlobHash,
}

/// What an export says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// How much of the store it holds.
    pub mode: ExportMode,
    /// The number of the store's blocks.
    pub height: Height,
    /// The hash of the last of them.
    pub tip: BlockHash,
    /// The hash of the state that replicas share.
    pub state: StateHash,
    /// The root blob of the checkpoint.
    pub checkpoint: BlobHash,
    /// How many blobs there are in the artifacts.
    pub blobs: u64,
    /// The artifacts in their order; each but the last has [`ARTIFACT_BYTES`].
    pub artifacts: Vec<Artifact>,
}

/// Why a text is not a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BadManifest {
    /// It is one of another format version.
    Version(u64),
    /// It is none; the words say why.
    Text(String),
}

impl Manifest {
    /// The bytes of all artifacts together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.artifacts.iter().map(|artifact| artifact.length).sum()
    }

    /// The export root: the SHA-256 of the manifest's text.
    #[must_use]
    pub fn root(&self) -> ExportRoot {
        ExportRoot(Sha256::digest(self.text()).into())
    }

    /// The one text of this manifest.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{HEAD}{VERSION}\n");
        let Self {
            mode,
            height,
            tip,
            state,
            checkpoint,
            blobs,
            artifacts,
        } = self;
        let _ = write!(
            text,
            "mode {mode}\nheight {height}\ntip {tip}\nstate {state}\ncheckpoint {checkpoint}\nblobs {blobs}\n"
        );
        for (number, Artifact { length, hash }) in artifacts.iter().enumerate() {
            let _ = writeln!(text, "artifact {} {length} {hash}", name(number));
        }
        let check = crc32fast::hash(text.as_bytes());
        let _ = writeln!(text, "check {check:08x}");
        text
    }

    /// Reads what [`Self::text`] wrote, and nothing else.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, BadManifest> {
        let bad = |what: &str| BadManifest::Text(what.to_owned());
        let text = std::str::from_utf8(bytes).map_err(|_| bad("it is not a text"))?;
        let mut lines = text.lines();
        let head = lines.next().and_then(|line| line.strip_prefix(HEAD));
        match head.and_then(|version| version.parse().ok()) {
            None => return Err(bad("it does not begin as a manifest does")),
            Some(VERSION) => {}
            Some(other) => return Err(BadManifest::Version(other)),
        }
        let check = text.rfind("check ").map(|at| (&text[..at], &text[at..]));
        let whole = check.is_some_and(|(before, check)| {
            check == format!("check {:08x}\n", crc32fast::hash(before.as_bytes()))
        });
        if !whole {
            return Err(bad(
                "it was changed, or is not whole: its last line does not fit the others",
            ));
        }
        let mut manifest = Self {
            mode: field(&mut lines, "mode")?,
            height: Height(field(&mut lines, "height")?),
            tip: field(&mut lines, "tip")?,
            state: field(&mut lines, "state")?,
            checkpoint: field(&mut lines, "checkpoint")?,
            blobs: field(&mut lines, "blobs")?,
            artifacts: Vec::new(),
        };
        for line in lines {
            // The last line, which was checked.
            if line.starts_with("check ") {
                break;
            }
            let artifact = artifact(line).ok_or_else(|| {
                let name = name(manifest.artifacts.len());
                BadManifest::Text(format!("the line of artifact {name} is malformed"))
            })?;
            manifest.artifacts.push(artifact);
        }
        manifest.check_lengths()?;
        if manifest.text() != text {
            return Err(bad("it is not written in the one way in which it is"));
        }
        Ok(manifest)
    }

    fn check_lengths(&self) -> Result<(), BadManifest> {
        let Some((last, others)) = self.artifacts.split_last() else {
            return Err(BadManifest::Text("it names no artifact".to_owned()));
        };
        let full = others.iter().all(|other| other.length == ARTIFACT_BYTES);
        if full && (1..=ARTIFACT_BYTES).contains(&last.length) {
            return Ok(());
        }
        let what = format!("an artifact has {ARTIFACT_BYTES} bytes, and only the last one fewer");
        Err(BadManifest::Text(what))
    }
}

/// The name of an artifact's file by its place, from 0.
pub(crate) fn name(number: usize) -> String {
    format!("{:08}", number + 1)
}

/// What a line says after its word.
fn said<'a>(lines: &mut impl Iterator<Item = &'a str>, word: &str) -> Result<&'a str, BadManifest> {
    let line = lines.next().and_then(|line| line.strip_prefix(word));
    line.and_then(|line| line.strip_prefix(' ')).ok_or_else(|| {
        BadManifest::Text(format!("it has no line of its {word} where that belongs"))
    })
}

fn field<'a, T: FromStr>(
    lines: &mut impl Iterator<Item = &'a str>,
    word: &str,
) -> Result<T, BadManifest> {
    let malformed = |_| BadManifest::Text(format!("its {word} is malformed"));
    said(lines, word)?.parse().map_err(malformed)
}

/// The name is not looked at: the text as a whole is compared.
fn artifact(line: &str) -> Option<Artifact> {
    let mut words = line.strip_prefix("artifact ")?.split(' ').skip(1);
    Some(Artifact {
        length: words.next()?.parse().ok()?,
        hash: words.next()?.parse().ok()?,
    })
}

impl fmt::Display for ExportMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Operational => "operational",
            Self::Replay => "replay",
            Self::Archival => "archival",
        })
    }
}

/// A text that is no mode of an export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no mode of an export: operational, replay and archival are")]
pub struct BadExportMode(String);

impl FromStr for ExportMode {
    type Err = BadExportMode;

    fn from_str(text: &str) -> Result<Self, BadExportMode> {
        let modes = [Self::Operational, Self::Replay, Self::Archival];
        let mode = modes.into_iter().find(|mode| mode.to_string() == text);
        mode.ok_or_else(|| BadExportMode(text.chars().take(80).collect()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn manifest(artifacts: usize, last: u64) -> Manifest {
        let artifact = |number: usize| Artifact {
            length: if number + 1 == artifacts {
                last
            } else {
                ARTIFACT_BYTES
            },
            hash: BlobHash::of(&number.to_be_bytes()),
        };
        Manifest {
            mode: ExportMode::Replay,
            height: Height(1234),
            tip: BlockHash([0xab; 32]),
            state: StateHash([3; 32]),
            checkpoint: BlobHash([0xcd; 32]),
            blobs: 77,
            artifacts: (0..artifacts).map(artifact).collect(),
        }
    }

    fn with_check(text: &str) -> String {
        format!("{text}check {:08x}\n", crc32fast::hash(text.as_bytes()))
    }

    // spec S20
    #[test]
    fn a_manifest_is_read_back_and_is_what_the_specification_shows() {
        let small = Manifest {
            artifacts: vec![Artifact {
                length: 5,
                hash: BlobHash([1; 32]),
            }],
            ..manifest(1, 5)
        };
        let text = with_check(&format!(
            "crankcase export, format version 1\nmode replay\nheight 1234\ntip {}\nstate {}\ncheckpoint \
             {}\nblobs 77\nartifact 00000001 5 {}\n",
            "ab".repeat(32),
            "03".repeat(32),
            "cd".repeat(32),
            "01".repeat(32)
        ));
        assert_eq!(small.text(), text);
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(small.clone()));
        assert_eq!(small.root().0, <[u8; 32]>::from(Sha256::digest(&text)));
        let large = manifest(1300, ARTIFACT_BYTES);
        assert_eq!(Manifest::parse(large.text().as_bytes()), Ok(large));
    }

    // spec S20
    #[test]
    fn what_is_malformed_is_named() {
        let text = manifest(2, 5).text();
        let body = &text[..text.rfind("check").unwrap()];
        let refused = |from: &str, to: &str| {
            let changed = with_check(&body.replacen(from, to, 1));
            match Manifest::parse(changed.as_bytes()) {
                Err(BadManifest::Text(what)) => what,
                other => panic!("{from} → {to}: {other:?}"),
            }
        };
        assert_eq!(refused("mode replay", "mode all"), "its mode is malformed");
        assert_eq!(
            refused("height 1234", "height -1"),
            "its height is malformed"
        );
        assert_eq!(refused("tip ab", "tip AB"), "its tip is malformed");
        let missing = refused("state", "estate");
        assert_eq!(missing, "it has no line of its state where that belongs");
        let line = refused("artifact 00000002", "artifact");
        assert_eq!(line, "the line of artifact 00000002 is malformed");
        for (from, to) in [
            ("height 1234", "height 01234"),
            ("height 1234", "height +1234"),
            ("artifact 00000001", "artifact ../../../etc/passwd"),
            ("artifact 00000002", "artifact 00000001"),
            ("blobs", "\nblobs"),
        ] {
            refused(from, to);
        }
        let lengths = refused("00000001 8388608", "00000001 8388607");
        assert!(
            lengths.starts_with("an artifact has 8388608 bytes"),
            "{lengths}"
        );
        refused("00000002 5", "00000002 0");
        refused("00000002 5", "00000002 8388609");
        let version = with_check(&body.replacen("version 1", "version 2", 1));
        let version = Manifest::parse(version.as_bytes());
        assert_eq!(version, Err(BadManifest::Version(2)));
    }

    proptest! {
        // spec S20
        #[test]
        fn no_changed_text_is_a_manifest(flips in prop::collection::vec(0..4000usize, 1..4), cut in 0..600usize) {
            let whole = manifest(3, 77).text().into_bytes();
            let mut changed = whole.clone();
            for flip in flips {
                let at = flip / 8 % changed.len();
                changed[at] ^= 1 << (flip % 8);
            }
            prop_assert!(changed == whole || Manifest::parse(&changed).is_err());
            prop_assert!(Manifest::parse(&whole[..cut.min(whole.len() - 1)]).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in "(crankcase export, format version 1\n)?[a-z0-9 \n]{0,200}(check [0-9a-f]{8}\n)?") {
            prop_assert!(Manifest::parse(text.as_bytes()).is_err());
            prop_assert!(Manifest::parse(with_check(&text).as_bytes()).is_err());
        }
    }
}
