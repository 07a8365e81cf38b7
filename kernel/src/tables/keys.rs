//! The keys of the kernel's tables, and their one form in bytes.

use crankcase_abi::{BundleId, RefKind, VatRef};

use super::table::Key;
use crate::ids::{DeviceId, InTextOrder, KernelRef, MeterId, NodeNumber, OutputNumber, VatId};

impl Key for () {
    fn write(&self, _: &mut Vec<u8>) {}
    fn read(bytes: &[u8]) -> Option<Self> {
        bytes.is_empty().then_some(())
    }
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

impl Key for VatId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for KernelRef {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(match self.kind() {
            RefKind::Object => b'o',
            RefKind::Promise => b'p',
            // After the others, as in the order of the references.
            RefKind::Device => b'q',
        });
        out.extend(self.number().to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        match kind {
            b'o' => Some(Self::object(number(rest)?)),
            b'p' => Some(Self::promise(number(rest)?)),
            b'q' => Some(Self::device(number(rest)?)),
            _ => None,
        }
    }
}

/// A place in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QueuePosition(pub(crate) u64);

impl Key for QueuePosition {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for (VatId, KernelRef) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((VatId::read(first)?, KernelRef::read(second)?))
    }
}

impl Key for (KernelRef, QueuePosition) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(9)?;
        Some((KernelRef::read(first)?, QueuePosition::read(second)?))
    }
}

impl Key for (VatId, VatRef) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        out.extend(self.1.to_string().bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((
            VatId::read(first)?,
            std::str::from_utf8(second).ok()?.parse().ok()?,
        ))
    }
}

impl Key for BundleId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }
}

/// The name of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BundleName(pub(crate) String);

impl Key for BundleName {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        String::from_utf8(bytes.to_vec()).ok().map(Self)
    }
}

/// A key of one vat's store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StoreKey(pub(crate) VatId, pub(crate) String);

impl Key for StoreKey {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        out.extend(self.1.bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (vat, key) = bytes.split_at_checked(8)?;
        Some(Self(
            VatId::read(vat)?,
            String::from_utf8(key.to_vec()).ok()?,
        ))
    }
}

impl Key for DeviceId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for NodeNumber {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for MeterId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for (MeterId, VatId) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((MeterId::read(first)?, VatId::read(second)?))
    }
}

impl Key for (VatId, QueuePosition) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((VatId::read(first)?, QueuePosition::read(second)?))
    }
}

impl Key for OutputNumber {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for (DeviceId, NodeNumber) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        out.extend(self.1.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((DeviceId::read(first)?, NodeNumber(number(second)?)))
    }
}

/// A key of one device's state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StateKey(pub(crate) DeviceId, pub(crate) String);

impl Key for StateKey {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        out.extend(self.1.bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (device, key) = bytes.split_at_checked(8)?;
        Some(Self(
            DeviceId::read(device)?,
            String::from_utf8(key.to_vec()).ok()?,
        ))
    }
}

/// What a vat is told about an object, the most urgent first (spec G6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GcKind {
    /// To its owner: nobody reaches it.
    DropExport,
    /// To its owner: nobody recognizes it.
    RetireExport,
    /// To those who recognize it: it is gone.
    RetireImport,
}

/// Something a vat has to be told, in the order in which that is done (spec G6): vats and objects in the
/// order of their texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GcAction {
    vat: InTextOrder,
    kind: GcKind,
    object: InTextOrder,
}

impl GcAction {
    pub(crate) fn new(vat: VatId, kind: GcKind, object: KernelRef) -> Self {
        Self {
            vat: InTextOrder(vat.0),
            kind,
            object: InTextOrder(object.number()),
        }
    }

    /// Before everything that a vat has to be told.
    pub(crate) fn first_of(vat: VatId) -> Self {
        Self {
            vat: InTextOrder(vat.0),
            kind: GcKind::DropExport,
            object: InTextOrder(0),
        }
    }

    pub(crate) fn vat(self) -> VatId {
        VatId(self.vat.0)
    }

    pub(crate) fn kind(self) -> GcKind {
        self.kind
    }

    pub(crate) fn object(self) -> KernelRef {
        KernelRef::object(self.object.0)
    }
}

/// The bytes are in the order of the actions: a space is less than any digit.
impl Key for GcAction {
    fn write(&self, out: &mut Vec<u8>) {
        let kind = match self.kind {
            GcKind::DropExport => 1,
            GcKind::RetireExport => 2,
            GcKind::RetireImport => 3,
        };
        out.extend(format!("{} {kind} {}", self.vat.0, self.object.0).bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut parts = text.split(' ');
        let vat = parts.next()?.parse().ok()?;
        let kind = match parts.next()? {
            "1" => GcKind::DropExport,
            "2" => GcKind::RetireExport,
            "3" => GcKind::RetireImport,
            _ => return None,
        };
        let object = parts.next()?.parse().ok()?;
        let read = Self::new(VatId(vat), kind, KernelRef::object(object));
        let mut again = Vec::new();
        read.write(&mut again);
        (again == bytes).then_some(read)
    }
}
