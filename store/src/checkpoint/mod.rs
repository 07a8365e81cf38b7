//! Checkpoints: all that a store holds at one height, as blobs (spec S13).
//!
//! A checkpoint is the entries of an index in key order, each entry of a stream by itself, cut into chunks where
//! their contents say so. So it depends on what the store holds and on nothing else, and most of its chunks are
//! those of the checkpoint before.
//!
//! Must never be made of what an index engine answers, as long as the checkpoint before and the log are whole.

mod base;
mod build;
mod chunk;
mod cut;
mod index;
mod look;
mod reach;
mod record;
mod root;

pub(crate) use base::{Base, lost};
pub(crate) use build::{BuildError, Built, Sink, build_on, build_whole, items};
pub(crate) use index::CheckpointIndex;
pub(crate) use look::look_through;
pub(crate) use reach::{pieces_of, reachable};
pub(crate) use record::{
    RECORDS, Record, is_record, path as record_path, read as read_record, write as write_record,
};
pub(crate) use root::Root;
