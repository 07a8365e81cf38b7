//! `makeMarshal`, for vat code that marshals by itself (spec V6.1).
//!
//! What the caller's functions throw goes on as it is (spec V6.5).

use boa_engine::object::builtins::JsArray;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsError, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};
use boa_gc::{Gc, GcRefCell};
use crankcase_abi::ConsoleLevel;

use super::build::{frozen_array, frozen_record};
use super::{Exporter, Format, Importer, MAX_SLOTS, decode, encode};
use crate::passing::describe::describe;
use crate::passing::inspect::{error, type_error};
use crate::passing::{PassStyle, names, pass_style_of};
use crate::{errors, native, syscalls};

/// What one call of `makeMarshal` configured.
#[derive(Debug, Trace, Finalize)]
struct Marshal {
    value_to_slot: Option<JsObject>,
    slot_to_value: Option<JsObject>,
    save_error: Option<JsObject>,
    #[unsafe_ignore_trace]
    format: Format,
    tagging: bool,
    errors: GcRefCell<Numbering>,
}

/// The ids of the errors that a marshaller sends.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Numbering {
    name: JsString,
    last: f64,
}

impl Numbering {
    pub(super) fn new(name: JsString, last: f64) -> Self {
        Self { name, last }
    }

    pub(super) fn next(&mut self) -> String {
        self.last += 1.0;
        let (name, last) = (self.name.to_std_string_lossy(), self.last);
        format!("error:{name}#{last}")
    }
}

/// Notes on an error under which id it was sent, and has it kept, or shown on the console (spec V6.4).
pub(super) fn save_error(
    failure: &JsValue,
    id: &str,
    save: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    let words = vec![js_string!(format!("Sent as {id}").as_str())];
    native::note_on(failure, words, Vec::new(), context)?;
    match save {
        Some(save) => save
            .call(
                &JsValue::undefined(),
                std::slice::from_ref(failure),
                context,
            )
            .map(drop),
        None => {
            let text = errors::describe(&JsError::from_opaque(failure.clone()), context);
            syscalls::console(
                ConsoleLevel::Log,
                &format!("Temporary logging of sent error {text}"),
            );
            Ok(())
        }
    }
}

/// `makeMarshal(valToSlot, slotToVal, options)`.
pub(crate) fn make_marshal(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let marshal = Gc::new(configure(args, context)?);
    let realm = context.realm().clone();
    let serialize = NativeFunction::from_copy_closure_with_captures(
        |_, args, marshal: &Gc<Marshal>, context| {
            to_capdata(marshal, args.get_or_undefined(0), context)
        },
        marshal.clone(),
    );
    let unserialize = NativeFunction::from_copy_closure_with_captures(
        |_, args, marshal: &Gc<Marshal>, context| {
            from_capdata(marshal, args.get_or_undefined(0), context)
        },
        marshal,
    );
    let serialize = FunctionObjectBuilder::new(&realm, serialize)
        .name(js_string!("toCapData"))
        .length(1)
        .build();
    let unserialize = FunctionObjectBuilder::new(&realm, unserialize)
        .name(js_string!("fromCapData"))
        .length(1)
        .build();
    let members = [
        (js_string!("toCapData").into(), serialize.clone().into()),
        (js_string!("fromCapData").into(), unserialize.clone().into()),
        (js_string!("serialize").into(), serialize.into()),
        (js_string!("unserialize").into(), unserialize.into()),
    ];
    let made = JsValue::from(frozen_record(members, &names(context), context));
    crate::harden::harden(&made, context)?;
    Ok(made)
}

fn configure(args: &[JsValue], context: &mut Context) -> JsResult<Marshal> {
    let options = args.get_or_undefined(2).as_object();
    let option = |name: &str, context: &mut Context| match &options {
        Some(options) => options.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    };
    let name = option("marshalName", context)?;
    let tagging = option("errorTagging", context)?;
    let format = option("serializeBodyFormat", context)?;
    let last_error = option("errorIdNum", context)?;
    let save_error = option("marshalSaveError", context)?;
    let text = |value: &JsValue, default: &str| match value.as_string() {
        Some(text) => Ok(text),
        None if value.is_undefined() => Ok(js_string!(default)),
        None => Err(type_error(format!("{} must be a string", describe(value)))),
    };
    let tagging = match text(&tagging, "on")?.to_std_string_lossy().as_str() {
        "on" => true,
        "off" => false,
        _ => {
            return Err(error(
                "The errorTagging option can only be \"on\" or \"off\"",
            ));
        }
    };
    let format = match text(&format, "capdata")?.to_std_string_lossy().as_str() {
        "capdata" => Format::CapData,
        "smallcaps" => Format::Smallcaps,
        other => {
            return Err(error(format!(
                "Unrecognized serializeBodyFormat: {other:?}"
            )));
        }
    };
    Ok(Marshal {
        value_to_slot: args.get_or_undefined(0).as_callable(),
        slot_to_value: args.get_or_undefined(1).as_callable(),
        save_error: save_error.as_callable(),
        format,
        tagging,
        errors: GcRefCell::new(Numbering::new(
            text(&name, "anon-marshal")?,
            last_error.as_number().unwrap_or(10_000.0),
        )),
    })
}

impl Exporter for &Marshal {
    type Slot = JsValue;

    fn slot(&mut self, object: &JsObject, context: &mut Context) -> JsResult<JsValue> {
        let value = JsValue::from(object.clone());
        match &self.value_to_slot {
            Some(convert) => convert.call(&JsValue::undefined(), &[value], context),
            None => Ok(value),
        }
    }

    fn error_id(&mut self, failure: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
        if !self.tagging {
            return Ok(None);
        }
        let id = self.errors.borrow_mut().next();
        let failure = JsValue::from(failure.clone());
        save_error(&failure, &id, self.save_error.as_ref(), context)?;
        Ok(Some(id))
    }
}

fn to_capdata(marshal: &Marshal, value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let (body, slots) = encode(value, marshal.format, &mut &*marshal, context)?;
    let slots = frozen_array(slots, context);
    let members = [
        (js_string!("body").into(), js_string!(body.as_str()).into()),
        (js_string!("slots").into(), slots.into()),
    ];
    Ok(frozen_record(members, &names(context), context).into())
}

/// The slots of one call, and what they were found to mean, each asked for once (spec V6.2, V6.3).
struct Slots<'a> {
    marshal: &'a Marshal,
    slots: Vec<(JsValue, Option<JsValue>)>,
}

impl Importer for Slots<'_> {
    fn value(
        &mut self,
        index: usize,
        promise: Option<bool>,
        interface: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let Some((slot, known)) = self.slots.get_mut(index) else {
            return Err(error(format!("malformed capdata: no slot {index}")));
        };
        if let Some(known) = known {
            return Ok(known.clone());
        }
        let value = match &self.marshal.slot_to_value {
            Some(convert) => {
                let interface = interface.map_or_else(JsValue::undefined, JsValue::from);
                convert.call(&JsValue::undefined(), &[slot.clone(), interface], context)?
            }
            None => slot.clone(),
        };
        if let Some(promise) = promise {
            let expected = if promise {
                PassStyle::Promise
            } else {
                PassStyle::Remotable
            };
            if pass_style_of(&value, context)? != expected {
                let name = expected.name().to_std_string_lossy();
                return Err(error(format!(
                    "slot {index} must be a {name}, not {}",
                    describe(&value)
                )));
            }
        }
        crate::harden::harden(&value, context)?;
        *known = Some(value.clone());
        Ok(value)
    }
}

fn from_capdata(marshal: &Marshal, data: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let Some(data) = data.as_object() else {
        return Err(error(format!(
            "unserialize() given non-capdata {}",
            describe(data)
        )));
    };
    let body = data.get(js_string!("body"), context)?;
    let Some(body) = body.as_string() else {
        return Err(error(format!(
            "unserialize() given non-capdata (.body is {}, not string)",
            describe(&body)
        )));
    };
    let slots = data.get(js_string!("slots"), context)?;
    let Some(slots) = slots
        .as_object()
        .and_then(|slots| JsArray::from_object(slots).ok())
    else {
        return Err(error(
            "unserialize() given non-capdata (.slots are not Array)",
        ));
    };
    let length = slots.length(context)?;
    if length > MAX_SLOTS as u64 {
        return Err(super::too_large());
    }
    let slots = (0..length).map(|index| slots.get(index, context).map(|slot| (slot, None)));
    let slots = slots.collect::<JsResult<Vec<_>>>()?;
    let value = decode(
        &super::well_formed(&body),
        &mut Slots { marshal, slots },
        context,
    )?;
    pass_style_of(&value, context)?;
    Ok(value)
}
