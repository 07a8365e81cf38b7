//! The kernel's own names: kernel references, vats, cranks, hashes.
//!
//! Every namespace has a type of its own and every counter starts at its own number, so that a number
//! in the wrong place shows. This module must never convert to vat references; only the c-list does.

use std::fmt;
use std::str::FromStr;

use crankcase_abi::RefKind;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A reference in the kernel's numbering (spec R2): `ko20`, `kp40`, `kd30`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KernelRef {
    kind: RefKind,
    number: u64,
}

impl KernelRef {
    /// The number of the first object.
    pub const FIRST_OBJECT: u64 = 20;
    /// The number of the first promise.
    pub const FIRST_PROMISE: u64 = 40;
    /// The number of the first device node.
    pub const FIRST_DEVICE: u64 = 30;

    /// The object with this number.
    #[must_use]
    pub const fn object(number: u64) -> Self {
        Self {
            kind: RefKind::Object,
            number,
        }
    }

    /// The promise with this number.
    #[must_use]
    pub const fn promise(number: u64) -> Self {
        Self {
            kind: RefKind::Promise,
            number,
        }
    }

    /// The device node with this number.
    #[must_use]
    pub const fn device(number: u64) -> Self {
        Self {
            kind: RefKind::Device,
            number,
        }
    }

    /// What it designates.
    #[must_use]
    pub const fn kind(self) -> RefKind {
        self.kind
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.number
    }

    /// Whether it is a promise.
    #[must_use]
    pub const fn is_promise(self) -> bool {
        matches!(self.kind, RefKind::Promise)
    }
}

impl fmt::Display for KernelRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            RefKind::Object => "ko",
            RefKind::Promise => "kp",
            RefKind::Device => "kd",
        };
        write!(f, "{kind}{}", self.number)
    }
}

impl fmt::Debug for KernelRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for KernelRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("not a kernel reference: {text:?}");
        let (kind, digits) = text.split_at_checked(2).ok_or_else(refuse)?;
        let kind = match kind {
            "ko" => RefKind::Object,
            "kp" => RefKind::Promise,
            "kd" => RefKind::Device,
            _ => return Err(refuse()),
        };
        let number: u64 = digits.parse().map_err(|_| refuse())?;
        let read = Self { kind, number };
        if read.to_string() == text {
            Ok(read)
        } else {
            Err(refuse())
        }
    }
}

impl Serialize for KernelRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KernelRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A vat, `v1` onwards. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VatId(pub u64);

impl VatId {
    /// The first vat.
    pub const FIRST: u64 = 1;
}

impl fmt::Display for VatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}

impl fmt::Debug for VatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A device, `d7` onwards. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub u64);

impl DeviceId {
    /// The first device.
    pub const FIRST: u64 = 7;
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{}", self.0)
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A meter, `m1` onwards. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeterId(pub u64);

impl MeterId {
    /// The first meter.
    pub const FIRST: u64 = 1;
}

impl fmt::Display for MeterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "m{}", self.0)
    }
}

impl fmt::Debug for MeterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a device calls one of its nodes. Number 0 is the one that `bootstrap()` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeNumber(pub u64);

impl NodeNumber {
    /// The node that `bootstrap()` is given.
    pub const ROOT: Self = Self(0);
}

impl fmt::Display for NodeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The number of an output, from 1, in the order in which the devices gave them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct OutputNumber(pub u64);

impl OutputNumber {
    /// The first output.
    pub const FIRST: u64 = 1;
}

impl fmt::Display for OutputNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The number of a crank, from 0, over the whole life of a kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CrankNumber(pub u64);

impl fmt::Display for CrankNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The position of an entry in a vat's transcript, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeliveryNumber(pub u64);

impl fmt::Display for DeliveryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A number in the order of its decimal text, `10` before `9`: the order in which the reference system
/// visits vats and objects where garbage is concerned (spec G6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InTextOrder(pub(crate) u64);

impl InTextOrder {
    /// The digits as a fraction, and how many there are: of equal fractions the shorter text comes first.
    fn rank(self) -> (u128, u32) {
        let digits = self.0.checked_ilog10().unwrap_or(0) + 1;
        (u128::from(self.0) * 10u128.pow(20 - digits), digits)
    }
}

impl Ord for InTextOrder {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for InTextOrder {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! hash_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct $name(#[serde(with = "serde_bytes")] pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

hash_type! {
    /// SHA-256 over what one crank changed (spec T4).
    CrankHash
}
hash_type! {
    /// SHA-256 chain over all crank hashes (spec T5): what replicas compare.
    ActivityHash
}
hash_type! {
    /// SHA-256 chain over the entries of one vat's transcript (spec T3).
    TranscriptHash
}
hash_type! {
    /// SHA-256 of the application a kernel was made from.
    GenesisHash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_as_their_texts() {
        // spec G6
        let mut numbers = vec![
            0,
            1,
            2,
            9,
            10,
            11,
            19,
            20,
            99,
            100,
            101,
            110,
            1000,
            u64::MAX,
        ];
        numbers.extend((0..20).map(|power| 10u64.pow(power)));
        for one in &numbers {
            for other in &numbers {
                let by_text = one.to_string().cmp(&other.to_string());
                assert_eq!(
                    InTextOrder(*one).cmp(&InTextOrder(*other)),
                    by_text,
                    "{one} {other}"
                );
            }
        }
    }

    #[test]
    fn kernel_references_have_one_spelling() {
        // spec R2
        for text in ["ko20", "kp40", "kd30"] {
            assert_eq!(text.parse::<KernelRef>().unwrap().to_string(), text);
        }
        for text in ["", "k", "ko", "ko020", "kx1", "ko+1", "ko-1", "koé"] {
            assert!(text.parse::<KernelRef>().is_err(), "{text:?}");
        }
    }
}
