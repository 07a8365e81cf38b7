//! Mending the files of a store before it is opened (spec S9): its marker, and the segments of its log, out of what
//! is left and out of another store of the same history.
//!
//! Whatever is changed is copied into `set-aside/` before, and a file changes at once and as a whole.
//!
//! Must never take from another store what does not continue this one's chain, and must never remove a block that
//! is whole.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::checkpoint::{self, Record};
use crate::dir::{Age, Place};
use crate::disk::{Access, Disk, Found};
use crate::end::{self, End};
use crate::error::StoreError;
use crate::files;
use crate::frame::{self, Frames, Link, Read};
use crate::ids::{Height, Tip};
use crate::old;
use crate::segment::{self, Header};

/// Something that a repair did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub what: String,
}

impl fmt::Display for Mended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}

/// Mends what can be mended; `from` is another store of the same history.
pub(crate) fn mend_files(place: &Place, from: Option<&Place>) -> Result<Vec<Mended>, StoreError> {
    let mut mender = Mender {
        place,
        done: Vec::new(),
    };
    // What is no store at all is not even locked.
    let age = mender.age()?;
    let _lock = place.lock()?;
    mender.marker(age)?;
    if age == Age::Present {
        mender.log(from)?;
    }
    Ok(mender.done)
}

/// Files are copied in pieces of this size.
const COPY_BYTES: usize = 1 << 20;

/// A segment, with what is behind the length that one can have only as far as to notice it.
fn read_segment(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match files::read(disk, path, segment::MAX_BYTES + 1) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path, "read the segment")(error)),
    }
}

struct Mender<'a> {
    place: &'a Place,
    done: Vec<Mended>,
}

impl Mender<'_> {
    fn did(&mut self, path: &Path, what: impl Into<String>) {
        self.done.push(Mended {
            path: path.to_path_buf(),
            what: what.into(),
        });
    }

    /// Of which version the store is, as its marker says, or else as its log does.
    fn age(&self) -> Result<Age, StoreError> {
        let error = match self.place.age() {
            Err(error @ (StoreError::BadMarker { .. } | StoreError::NoStore { .. })) => error,
            age => return age,
        };
        let (disk, log) = (&*self.place.disk, self.place.log());
        if self.place.is_being_made()? || files::look(disk, &log)? != Some(Found::Dir) {
            return Err(error);
        }
        let mut ages = segment::list(disk, &log)?.into_iter().map(|(_, path)| {
            let bytes = read_segment(disk, &path)?.unwrap_or_default();
            Ok::<_, StoreError>(if old::is_segment(&bytes) {
                Some(Age::Old)
            } else {
                segment::cut_to_length(&bytes).map(|_| Age::Present)
            })
        });
        let age = ages.find_map(Result::transpose).transpose()?;
        age.ok_or(error)
    }

    /// Writes the marker anew, if it does not say what the store is.
    fn marker(&mut self, age: Age) -> Result<(), StoreError> {
        if self.place.age().is_ok() {
            return Ok(());
        }
        let path = self.place.marker();
        self.set_aside(&path)?;
        self.place.mark_as(age)?;
        self.did(&path, "the format marker was written anew");
        Ok(())
    }

    /// Copies a file into `set-aside/`, if it is there.
    fn set_aside(&self, path: &Path) -> Result<(), StoreError> {
        let (disk, aside) = (&*self.place.disk, self.place.set_aside());
        if files::look(disk, path)?.is_none() {
            return Ok(());
        }
        files::make_dir(disk, &aside)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let names = files::names(disk, &aside)?;
        let free = (1..).map(|number| format!("{number}-{name}"));
        let mut free = free.filter(|name| !names.contains(name));
        let name = free.next().expect("there are more numbers than files");
        let temporary = aside.join("new");
        let copied = disk.open(path, Access::Read).and_then(|from| {
            let to = disk.open(&temporary, Access::Replace)?;
            let (mut buffer, mut at) = (vec![0; COPY_BYTES], 0);
            loop {
                let count = from.read_at(at, &mut buffer)?;
                if count == 0 {
                    return to.sync();
                }
                to.write_at(at, &buffer[..count])?;
                at += count as u64;
            }
        });
        copied.map_err(StoreError::io(path, "copy the file"))?;
        let kept = aside.join(name);
        disk.rename(&temporary, &kept)
            .map_err(StoreError::io(&kept, "put the copy in place"))?;
        files::sync_dir(disk, &aside)
    }

    /// Goes through the segments, and mends those that are not whole.
    fn log(&mut self, from: Option<&Place>) -> Result<(), StoreError> {
        let (disk, dir) = (&*self.place.disk, self.place.log());
        let mut names: Vec<Height> = segment::list(disk, &dir)?
            .into_iter()
            .map(|(first, _)| first)
            .collect();
        let (begun, reached) = match end::read(disk, &dir)? {
            End::Known(reached) => (reached.segment, reached.tip.height),
            End::Absent | End::Damaged => Default::default(),
        };
        if let Some(from) = from {
            let last = begun.max(names.last().copied().unwrap_or_default());
            let theirs = segment::list(&*from.disk, &from.log())?;
            // Those that this log had, and of which it still needs the blocks.
            let needed = match checkpoint::read_record(self.place)? {
                Record::Known(tip, _) => segment::needed_from(&theirs, tip),
                Record::Absent | Record::Damaged => 0,
            };
            let theirs = theirs.into_iter().skip(needed).map(|(height, _)| height);
            names.extend(theirs.filter(|height| *height <= last));
            names.sort_unstable();
            names.dedup();
        }
        let mut tip = None;
        for (number, first) in names.iter().enumerate() {
            let is_last = number + 1 == names.len();
            let path = dir.join(segment::name(*first));
            let own = read_segment(disk, &path)?;
            let theirs = match from {
                Some(from) => {
                    let path = from.log().join(segment::name(*first));
                    read_segment(&*from.disk, &path)?
                }
                None => None,
            };
            let next = names.get(number + 1);
            // The last block that was in this segment, as far as that is known.
            let known = next.map_or(reached, |next| Height(next.0.saturating_sub(1)));
            let mut spliced = splice(own.as_deref(), theirs.as_deref(), (*first, tip, known));
            if let (Some(spliced), Some(next)) = (&mut spliced, next) {
                self.cut_before(*next, spliced, from)?;
            }
            match spliced {
                Some(spliced)
                    if spliced.ends == Ends::Whole
                        || is_last && spliced.ends == Ends::Unfinished =>
                {
                    tip = Some(spliced.tip);
                    self.replace(&path, own.as_deref(), &spliced)?;
                }
                // What is behind cannot be linked to it; the opening names it.
                _ => return Ok(()),
            }
        }
        Ok(())
    }

    /// Cuts what is behind the last whole block of a segment, if the next one goes on right after that: then nothing
    /// was ever there.
    fn cut_before(
        &self,
        next: Height,
        spliced: &mut Spliced,
        from: Option<&Place>,
    ) -> Result<(), StoreError> {
        let places = [Some(self.place), from].into_iter().flatten();
        for place in places {
            let path = place.log().join(segment::name(next));
            let bytes = read_segment(&*place.disk, &path)?;
            let header = bytes.and_then(|bytes| segment::header_of(&bytes));
            if header.is_some_and(|header| frame::check_link(spliced.tip, header.link).is_ok()) {
                spliced.bytes[spliced.end..].fill(0);
                spliced.ends = Ends::Whole;
            }
        }
        Ok(())
    }

    /// Gives a segment its new contents, if they are others.
    fn replace(
        &mut self,
        path: &Path,
        own: Option<&[u8]>,
        spliced: &Spliced,
    ) -> Result<(), StoreError> {
        if own == Some(spliced.bytes.as_slice()) {
            return Ok(());
        }
        self.set_aside(path)?;
        let temporary = path.with_file_name(segment::NEW);
        files::write_whole(&*self.place.disk, &temporary, path, &spliced.bytes)?;
        let what = match spliced.taken {
            0 => "what was behind its end was removed".to_owned(),
            1 => "a block was taken from the other store".to_owned(),
            taken => format!("{taken} blocks were taken from the other store"),
        };
        self.did(path, what);
        Ok(())
    }
}

/// How a segment ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// With zeros behind a whole block.
    Whole,
    /// With a block that was not written to its end.
    Unfinished,
    /// With damage.
    Damaged,
}

/// A segment put together.
struct Spliced {
    bytes: Vec<u8>,
    /// The last whole block in it.
    tip: Tip,
    /// Where that ends.
    end: usize,
    /// How many blocks came from the other store.
    taken: u64,
    ends: Ends,
}

/// Puts a segment together: each block is this store's own if that is whole, and otherwise the other one's, if it
/// continues the chain. `None` if there is not even a header. `first` is its first
/// block, `tip` the one before, and up to `known` there were blocks.
fn splice(
    own: Option<&[u8]>,
    theirs: Option<&[u8]>,
    (first, tip, known): (Height, Option<Tip>, Height),
) -> Option<Spliced> {
    let own = own.and_then(segment::cut_to_length);
    let theirs = theirs.and_then(segment::cut_to_length);
    let header = |bytes: &[u8]| {
        let header = segment::header_of(bytes)?;
        let follows = tip.is_none_or(|tip| frame::check_link(tip, header.link).is_ok());
        (follows && header.link.height == first).then_some(header)
    };
    let own_header = own.and_then(header);
    let their_header = theirs.and_then(header);
    let head = own_header.or(their_header)?;
    let own = own.zip(own_header).map(frames);
    let theirs = theirs.zip(their_header).map(frames);
    let mut blocks = theirs
        .map(|theirs| blocks(theirs, head.before()))
        .unwrap_or_default();
    // What the segment is made from: its own, or what stands in its place.
    let ground = own.or(theirs)?;
    let mut bytes = ground.bytes[..segment::HEADER_BYTES].to_vec();
    let (mut spliced_tip, mut taken) = (head.before(), 0);
    loop {
        let at = bytes.len();
        if let Some((frame, tip)) = own.and_then(|own| frame_at(own, at, spliced_tip)) {
            bytes.extend(frame);
            spliced_tip = tip;
            continue;
        }
        // A log that ends here is not made longer than it was.
        let lacks = own.is_none_or(|own| own.used > at) || spliced_tip.height < known;
        let next = Height(spliced_tip.height.0.saturating_add(1));
        let theirs = blocks
            .remove(&next)
            .filter(|(_, link, _)| lacks && frame::check_link(spliced_tip, *link).is_ok());
        let Some((mut frame, _, tip)) = theirs else {
            break;
        };
        frame::put_at(&mut frame, head.salt, at as u64);
        bytes.extend(frame);
        spliced_tip = tip;
        taken += 1;
    }
    // What is behind the last whole block is judged, not thrown away.
    let at = bytes.len();
    bytes.extend(ground.bytes.get(at..)?);
    let next = Height(spliced_tip.height.0.saturating_add(1));
    let ends = match frames((&bytes, head)).read(at, next) {
        Read::End => Ends::Whole,
        Read::Torn => Ends::Unfinished,
        Read::Frame { .. } | Read::Damaged(_) => Ends::Damaged,
    };
    Some(Spliced {
        bytes,
        tip: spliced_tip,
        end: at,
        taken,
        ends,
    })
}

fn frames((segment, header): (&[u8], Header)) -> Frames<'_> {
    Frames {
        bytes: segment,
        used: segment::used(segment),
        salt: header.salt,
    }
}

/// The bytes of the whole frame at a place, if it continues the chain, and the tip with it.
fn frame_at(frames: Frames<'_>, at: usize, tip: Tip) -> Option<(Vec<u8>, Tip)> {
    let next = Height(tip.height.0.saturating_add(1));
    match frames.read(at, next) {
        Read::Frame {
            link, hash, end, ..
        } if frame::check_link(tip, link).is_ok() => {
            let tip = Tip {
                height: link.height,
                hash,
            };
            Some((frames.bytes[at..end].to_vec(), tip))
        }
        _ => None,
    }
}

/// The blocks of a segment after `tip`, as far as they are whole: their frames, links and tips.
fn blocks(frames: Frames<'_>, mut tip: Tip) -> BTreeMap<Height, (Vec<u8>, Link, Tip)> {
    let mut blocks = BTreeMap::new();
    let mut at = segment::HEADER_BYTES;
    while let Some((frame, after)) = frame_at(frames, at, tip) {
        let link = Link {
            height: after.height,
            previous: tip.hash,
        };
        at += frame.len();
        tip = after;
        blocks.insert(after.height, (frame, link, after));
    }
    blocks
}
