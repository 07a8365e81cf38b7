//! P6, inside the vat: garbage (spec P6.4).
//!
//! Nothing here runs code of the vat, and only [`bring_out_your_dead`] looks at what the engine can collect.

use boa_engine::Context;
use boa_engine::object::JsObject;
use crankcase_abi::{RefKind, Syscall, VatFault, VatRef};

use super::say;
use super::tables::{Dead, Tables, by_text, tables};
use crate::passing::Presence;

/// The kernel no longer reaches these objects of this vat.
///
/// # Errors
/// When it did not reach one of them before.
pub fn drop_exports(objects: &[VatRef], context: &mut Context) -> Result<(), VatFault> {
    each(objects, "dropped", Tables::drop_export, context)
}

/// The kernel no longer recognizes these objects of this vat.
///
/// # Errors
/// When it still reached one of them, or did not recognize it.
pub fn retire_exports(objects: &[VatRef], context: &mut Context) -> Result<(), VatFault> {
    each(objects, "retired", Tables::retire_export, context)
}

/// These imports will never come again.
///
/// # Errors
/// When this vat did not say that it stopped to reach one of them, or said that it would not recognize it.
pub fn retire_imports(objects: &[VatRef], context: &mut Context) -> Result<(), VatFault> {
    each(objects, "retired", Tables::retire_import, context)
}

fn each(
    objects: &[VatRef],
    what: &str,
    step: fn(&mut Tables, VatRef) -> bool,
    context: &mut Context,
) -> Result<(), VatFault> {
    let tables = tables(context);
    for vref in objects {
        if !step(&mut tables.borrow_mut(), *vref) {
            // spec G34
            return Err(VatFault::Protocol(format!(
                "{vref} was {what}, which is not what this vat knows of it"
            )));
        }
    }
    Ok(())
}

/// Finds out what this vat no longer reaches or recognizes, and says so: one call of each kind at most.
pub fn bring_out_your_dead(context: &mut Context) {
    let tables = tables(context);
    if !tables.borrow().can_lose() {
        return;
    }
    let released = tables.borrow_mut().release();
    boa_gc::force_collect();
    let Dead {
        dropped,
        unrecognized,
        gone,
    } = tables.borrow_mut().retrieve(released);
    if !dropped.is_empty() {
        say(&Syscall::DropImports {
            objects: by_text(dropped),
        });
    }
    if !unrecognized.is_empty() {
        say(&Syscall::RetireImports {
            objects: by_text(unrecognized),
        });
    }
    if !gone.is_empty() {
        say(&Syscall::RetireExports {
            objects: by_text(gone),
        });
    }
}

/// The key that stands for an object in weak collections: the number of its reference, if it is an import (spec G30,
/// G33).
pub(crate) fn weak_key(object: &JsObject) -> Option<u64> {
    let presence = object.downcast_ref::<Presence>()?;
    (presence.vref.kind() == RefKind::Object).then(|| presence.vref.number())
}
