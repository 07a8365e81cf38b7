//! Where in a text each value came from, for revivers (spec E14.4).
//!
//! The records lie in one list and name each other by number: a deep text makes no deep structure.

use std::ops::Range;

use boa_engine::JsValue;
use boa_engine::property::PropertyKey;

/// One value of a text.
#[derive(Debug)]
pub(super) struct Record {
    /// What it was made into.
    pub(super) value: JsValue,
    /// Its text, for values without parts.
    pub(super) source: Range<usize>,
    parts: Range<usize>,
}

/// All values of a text.
#[derive(Debug, Default)]
pub(super) struct Records {
    all: Vec<Record>,
    parts: Vec<Part>,
}

/// An element or property of a value: its key, if it is a property, and its record.
pub(super) type Part = (Option<PropertyKey>, usize);

impl Records {
    /// The record of the whole text.
    pub(super) fn root(&self) -> Option<usize> {
        self.all.len().checked_sub(1)
    }

    pub(super) fn get(&self, record: usize) -> &Record {
        &self.all[record]
    }

    /// The parts of a value in the order of the text.
    pub(super) fn parts(&self, record: usize) -> &[Part] {
        &self.parts[self.all[record].parts.clone()]
    }
}

/// Records under construction.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    records: Records,
    /// The parts so far of what is open.
    done: Vec<Part>,
    /// For each value that is open, how many parts there were before, and the key that was read last.
    open: Vec<(usize, Option<PropertyKey>)>,
}

impl Recorder {
    /// The key of the value that comes next.
    pub(super) fn key(&mut self, key: PropertyKey) {
        if let Some((_, last)) = self.open.last_mut() {
            *last = Some(key);
        }
    }

    /// A value without parts.
    pub(super) fn leaf(&mut self, value: &JsValue, source: Range<usize>) {
        self.add(value, source, 0..0);
    }

    /// The beginning of a value with parts.
    pub(super) fn open(&mut self) {
        self.open.push((self.done.len(), None));
    }

    /// The end of a value with parts.
    pub(super) fn close(&mut self, value: &JsValue) {
        let (start, _) = self.open.pop().expect("something was open");
        let from = self.records.parts.len();
        self.records.parts.extend(self.done.drain(start..));
        let parts = from..self.records.parts.len();
        self.add(value, 0..0, parts);
    }

    fn add(&mut self, value: &JsValue, source: Range<usize>, parts: Range<usize>) {
        let record = self.records.all.len();
        self.records.all.push(Record {
            value: value.clone(),
            source,
            parts,
        });
        let key = self.open.last_mut().and_then(|(_, key)| key.take());
        self.done.push((key, record));
    }

    pub(super) fn finish(self) -> Records {
        self.records
    }
}
