//! What the kernel says to a vat: one delivery per crank.

use serde::{Deserialize, Serialize};

use crate::{CapData, VatOptions, VatRef};

/// One delivery. Its execution until the vat's promise queue is empty is a *crank*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// The first delivery of an incarnation: evaluate the bundle and call
    /// `buildRootObject(vatPowers, vatParameters, baggage)`.
    StartVat {
        /// `vatParameters`.
        parameters: CapData<VatRef>,
        /// What the vat was created with.
        options: VatOptions,
    },
    /// A message to an object that the vat exports.
    Message {
        /// The object.
        target: VatRef,
        /// `[method, args]`.
        methargs: CapData<VatRef>,
        /// The promise that the vat must resolve with the outcome, if anybody listens.
        result: Option<VatRef>,
    },
    /// Promises that were resolved, all in one turn.
    Notify {
        /// The resolutions, the promise the vat subscribed to first.
        resolutions: Vec<Resolution>,
    },
}

/// The end of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution<R = VatRef> {
    /// The promise.
    pub promise: R,
    /// Whether it was rejected.
    pub rejected: bool,
    /// Its value or reason.
    pub data: CapData<R>,
}
