//! Slots of capability data: references out, objects in.

use boa_engine::builtins::promise::Promise;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue, js_string};
use crankcase_abi::{CapData, ConsoleLevel, RefKind, Syscall, VatRef};

use super::say;
use super::tables::{Shared, tables};
use crate::eventual::{Settler, become_remote};
use crate::marshal::{self, Exporter, Format, Importer};
use crate::passing::inspect::error;
use crate::passing::{Presence, check_interface, marked_prototype, names};
use crate::{errors, syscalls};

/// Gives the objects of this vat their references.
struct Out(Shared);

impl Exporter for Out {
    type Slot = VatRef;

    fn slot(&mut self, object: &JsObject, _: &mut Context) -> JsResult<VatRef> {
        let mut tables = self.0.borrow_mut();
        Ok(match tables.reference(object) {
            Some(vref) => vref,
            None if object.is::<Promise>() => tables.export_promise(object),
            None => tables.export_object(object),
        })
    }

    /// The receiver learns the id, and this vat's console shows what it stands for.
    fn error_id(&mut self, failure: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
        let id = self.0.borrow_mut().next_error_id();
        let text = errors::describe(&JsError::from_opaque(failure.clone().into()), context);
        syscalls::console(
            ConsoleLevel::Debug,
            &format!("Logging sent error stack ({id}) {text}"),
        );
        Ok(Some(id))
    }
}

/// Capability data of a value.
///
/// # Errors
/// A sentence that names what cannot be passed.
pub(super) fn serialize(value: &JsValue, context: &mut Context) -> JsResult<CapData<VatRef>> {
    let mut out = Out(tables(context));
    let (body, slots) = marshal::encode(value, Format::Smallcaps, &mut out, context)?;
    Ok(CapData { body, slots })
}

/// Capability data of a method and its arguments.
///
/// # Errors
/// As for [`serialize`].
pub(super) fn serialize_methargs(
    method: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<CapData<VatRef>> {
    let mut out = Out(tables(context));
    let (body, slots) = marshal::encode_methargs(method, args, &mut out, context)?;
    Ok(CapData { body, slots })
}

/// Finds or makes what references mean in this vat.
struct In<'a> {
    slots: &'a [VatRef],
    tables: Shared,
}

/// The value of capability data.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub(super) fn unserialize(data: &CapData<VatRef>, context: &mut Context) -> JsResult<JsValue> {
    let mut importer = In {
        slots: &data.slots,
        tables: tables(context),
    };
    marshal::decode(&data.body, &mut importer, context)
}

/// The method and the arguments of a message.
///
/// # Errors
/// As for [`unserialize`].
pub(super) fn unserialize_methargs(
    data: &CapData<VatRef>,
    context: &mut Context,
) -> JsResult<(JsValue, Option<Vec<JsValue>>)> {
    let mut importer = In {
        slots: &data.slots,
        tables: tables(context),
    };
    marshal::decode_methargs(&data.body, &mut importer, context)
}

impl Importer for In<'_> {
    fn value(
        &mut self,
        index: usize,
        promise: Option<bool>,
        interface: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let Some(&vref) = self.slots.get(index) else {
            return Err(error(format!("malformed capdata: no slot {index}")));
        };
        if promise.is_some_and(|promise| promise != vref.is_promise()) {
            return Err(error(format!(
                "malformed capdata: slot {index} is not what the body takes it for"
            )));
        }
        if let Some(found) = self.tables.borrow().object(vref) {
            return Ok(found.into());
        }
        match vref.kind() {
            RefKind::Promise => self.promise(vref, context).map(JsValue::from),
            RefKind::Object | RefKind::Device => {
                self.presence(vref, interface, context).map(JsValue::from)
            }
        }
    }
}

impl In<'_> {
    /// An object that stands for one of another vat (spec R22).
    fn presence(
        &mut self,
        vref: VatRef,
        interface: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        if vref.is_export() {
            return Err(error(format!("I don't remember allocating {vref}")));
        }
        let kind = if vref.kind() == RefKind::Device {
            "device"
        } else {
            "presence"
        };
        let default = || js_string!(format!("Alleged: {kind} {vref}").as_str());
        let interface = interface.unwrap_or_else(default);
        check_interface(&interface, context)?;
        let names = names(context);
        let prototype = marked_prototype(names.object.clone(), interface, &names, context);
        let presence = JsObject::new(context.root_shape(), prototype, Presence { vref }).upcast();
        presence.make_non_extensible();
        let mut tables = self.tables.borrow_mut();
        tables.register(vref, &presence);
        tables.imported(vref);
        Ok(presence)
    }

    /// A promise that the kernel will resolve, and that can be sent to until then.
    fn promise(&mut self, vref: VatRef, context: &mut Context) -> JsResult<JsObject> {
        let settler = Settler::bare(context)?;
        let promise = settler.promise().clone();
        become_remote(&promise, vref, context)?;
        self.tables.borrow_mut().import_promise(vref, settler);
        if !self.tables.borrow_mut().introduce(vref) {
            say(&Syscall::Subscribe { promise: vref });
        }
        Ok(promise)
    }
}
