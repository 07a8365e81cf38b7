//! What a store answers: keys, and the entries of streams.
//!
//! Must never change anything.

use crate::error::StoreError;
use crate::index::{self, Space};
use crate::store::{KeyValue, Store};
use crate::stream::{self, Span};

impl Store {
    /// The value of a key.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.get_in(Space::Shared, key)
    }

    /// The value of a local key.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn get_local(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.get_in(Space::Local, key)
    }

    fn get_in(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.index
            .get(&space.value_key(key))
            .map_err(|error| self.index_failed(&error))
    }

    /// The keys from `from` to before `to`, or to the end if that is empty, and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_between<'a>(
        &'a self,
        from: &[u8],
        to: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let to = if to.is_empty() {
            index::prefix_end(&Space::Shared.value_key(&[]))
        } else {
            Space::Shared.value_key(to)
        };
        self.entries(&Space::Shared.value_key(from), &to)
    }

    /// The keys that start with `prefix`, from `from` on, and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_from<'a>(
        &'a self,
        prefix: &[u8],
        from: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let from = Space::Shared.value_key(from.max(prefix));
        self.entries(&from, &index::prefix_end(&Space::Shared.value_key(prefix)))
    }

    /// The keys that start with `prefix` and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan<'a>(
        &'a self,
        prefix: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        self.scan_from(prefix, prefix)
    }

    /// The local keys that start with `prefix` and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_local<'a>(
        &'a self,
        prefix: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let from = Space::Local.value_key(prefix);
        self.entries(&from, &index::prefix_end(&from))
    }

    fn entries<'a>(
        &'a self,
        from: &[u8],
        to: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        // A range that ends before it begins is nothing that an engine is asked for.
        let entries = self.index.range(from, to.max(from));
        let entries = entries.map_err(|error| self.index_failed(&error))?;
        Ok(entries.map(|entry| match entry {
            Ok((key, value)) => Ok((key[1..].to_vec(), value)),
            Err(error) => Err(self.index_failed(&error)),
        }))
    }

    /// The number of entries of a stream. A stream that was never appended to has none.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn stream_len(&self, stream: &[u8]) -> Result<u64, StoreError> {
        self.stream_len_in(Space::Shared, stream)
    }

    /// The number of entries of a local stream.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn stream_len_local(&self, stream: &[u8]) -> Result<u64, StoreError> {
        self.stream_len_in(Space::Local, stream)
    }

    pub(super) fn stream_len_in(&self, space: Space, stream: &[u8]) -> Result<u64, StoreError> {
        let extent = index::extent(&*self.index, space, stream);
        Ok(extent.map_err(|error| self.index_failed(&error))?.length)
    }

    /// The entries of a stream from position `from` (the first entry has position 0) to its end.
    ///
    /// # Errors
    /// [`StoreError::Pruned`] if that position is in a span that is not kept; [`StoreError::NoBlob`],
    /// [`StoreError::DamagedBlob`] and [`StoreError::Index`], here or while going on.
    pub fn read_stream<'a>(
        &'a self,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        self.read_stream_in(Space::Shared, stream, from)
    }

    /// The entries of a local stream from position `from` to its end.
    ///
    /// # Errors
    /// As [`Self::read_stream`], but for [`StoreError::Pruned`].
    pub fn read_stream_local<'a>(
        &'a self,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        self.read_stream_in(Space::Local, stream, from)
    }

    fn read_stream_in<'a>(
        &'a self,
        space: Space,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        let entries = stream::read(&*self.index, self.blobs.clone(), space, stream, from);
        let entries = entries.map_err(|error| self.stream_failed(stream, error))?;
        let stream = stream.to_vec();
        Ok(entries.map(move |entry| entry.map_err(|error| self.stream_failed(&stream, error))))
    }

    /// The closed spans of a stream, in order. The entries after the last of them are in no span yet.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn spans(&self, stream: &[u8]) -> Result<Vec<Span>, StoreError> {
        let spans = stream::spans(&*self.index, Space::Shared, stream);
        spans.map_err(|error| self.index_failed(&error))
    }
}
