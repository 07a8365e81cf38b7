//! The arguments of a message from the host, checked before they become part of it (spec C2.3).
//!
//! This module must never look into a table.

use crankcase_abi::capdata::{escape, quote};
use crankcase_abi::{CapData, RefKind};

use crate::crank::{MAX_BODY, MAX_SLOTS};
use crate::error::KernelError;
use crate::ids::KernelRef;
use crate::inbound::methargs;

/// The arguments of a message from the host.
///
/// Each is a smallcaps body without its leading `#`. References in it are named by their slots, `"$0"` for
/// an object and `"&0"` for a promise; [`Self::reference`] and [`Self::slot`] give the slots their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    items: Vec<String>,
    slots: Vec<KernelRef>,
}

impl Arguments {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value.
    #[must_use]
    pub fn smallcaps(mut self, value: impl Into<String>) -> Self {
        self.items.push(value.into());
        self
    }

    /// Adds a string.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.smallcaps(quote(&escape(text)))
    }

    /// Adds an object or promise.
    #[must_use]
    pub fn reference(mut self, kref: KernelRef) -> Self {
        let sigil = if kref.is_promise() { '&' } else { '$' };
        let slot = self.slot(kref);
        self.smallcaps(format!("\"{sigil}{slot}\""))
    }

    /// Gives an object or promise a slot, for values that mention it somewhere inside, and says which.
    pub fn slot(&mut self, kref: KernelRef) -> usize {
        self.slots.push(kref);
        self.slots.len() - 1
    }

    /// What they mention.
    pub(crate) fn slots(&self) -> &[KernelRef] {
        &self.slots
    }

    /// The data of a message, if it is one that a vat could send.
    pub(crate) fn message(&self, method: &str) -> Result<CapData<KernelRef>, KernelError> {
        let refuse = |why: String| Err(KernelError::Arguments(why));
        for (number, item) in self.items.iter().enumerate() {
            if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(item) {
                return refuse(format!("argument {number} is no smallcaps body: {error}"));
            }
        }
        if self.slots.len() > MAX_SLOTS {
            return refuse(format!("more than {MAX_SLOTS} references"));
        }
        if let Some(kref) = self
            .slots
            .iter()
            .find(|kref| kref.kind() == RefKind::Device)
        {
            return refuse(format!(
                "{kref} is a device, which only its own vats may name"
            ));
        }
        let length: usize = self.items.iter().map(String::len).sum();
        if length + method.len() > MAX_BODY {
            return refuse(format!("more than {MAX_BODY} bytes"));
        }
        Ok(methargs(method, &self.items, self.slots.clone()))
    }
}

/// Values without references.
impl<S: Into<String>> FromIterator<S> for Arguments {
    fn from_iter<I: IntoIterator<Item = S>>(items: I) -> Self {
        Self {
            items: items.into_iter().map(Into::into).collect(),
            slots: Vec::new(),
        }
    }
}
