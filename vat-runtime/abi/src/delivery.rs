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
    /// Exports that no other vat and no message can reach any more. Somebody may still recognize them.
    DropExports {
        /// Objects of this vat.
        objects: Vec<VatRef>,
    },
    /// Exports that nobody can even recognize any more: their references are forgotten on both sides.
    RetireExports {
        /// Objects of this vat.
        objects: Vec<VatRef>,
    },
    /// Imports that will never come again, since their own vat retired them. This vat could only
    /// recognize them.
    RetireImports {
        /// Objects of other vats.
        objects: Vec<VatRef>,
    },
    /// Collect garbage and say what this vat no longer reaches or recognizes. Runs no code of the vat.
    BringOutYourDead,
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
