//! `D`: calls of devices that are answered at once (spec P6.6).
//!
//! A proxy stands for a device node, and each of its methods is one system call. The answer comes from outside
//! this vat; it is read like the data of a message.

use boa_engine::object::builtins::{JsFunction, JsProxy, JsWeakMap};
use boa_engine::object::{FunctionObjectBuilder, IntegrityLevel, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsValue, NativeFunction, Trace, js_string,
};
use crankcase_abi::{RefKind, Syscall, SyscallResult, VatRef};

use super::slots::{serialize, unserialize};
use super::tables::tables;
use crate::harden::harden;
use crate::marshal::build::frozen_array;
use crate::passing::Presence;
use crate::passing::inspect::{error, type_error};
use crate::realm::builtin::method;
use crate::syscalls::syscall;

/// The handler of a proxy.
#[derive(Debug, Trace, Finalize, JsData)]
struct Node {
    #[unsafe_ignore_trace]
    device: VatRef,
}

/// What a method of a proxy calls.
#[derive(Clone, Trace, Finalize)]
struct Method {
    #[unsafe_ignore_trace]
    device: VatRef,
    name: JsValue,
}

/// What `D` shares between calls.
#[derive(Clone, Trace, Finalize)]
struct Shared {
    /// The prototype of every handler, with the one trap.
    traps: JsObject,
    /// The proxies that were made.
    made: JsWeakMap,
}

/// Makes `D`.
pub(super) fn make(context: &mut Context) -> JsResult<JsValue> {
    let traps = JsObject::with_null_proto();
    let get = method("get", 2, get, context);
    traps.create_data_property_or_throw(js_string!("get"), get, context)?;
    traps.set_integrity_level(IntegrityLevel::Frozen, context)?;
    let made = JsWeakMap::new(context);
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, shared: &Shared, context| node(args.get_or_undefined(0), shared, context),
        Shared { traps, made },
    );
    let d = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("D"))
        .length(1)
        .build();
    Ok(d.into())
}

fn node(value: &JsValue, shared: &Shared, context: &mut Context) -> JsResult<JsValue> {
    let object = value.as_object();
    if let Some(object) = &object
        && shared.made.has(object, context)?
    {
        return Err(error("D(D(x)) is invalid"));
    }
    let device = object
        .and_then(|object| object.downcast_ref::<Presence>().map(|found| found.vref))
        .filter(|vref| vref.kind() == RefKind::Device)
        .ok_or_else(|| error("D() must be given a device node"))?;
    let handler = JsObject::from_proto_and_data(shared.traps.clone(), Node { device });
    let target = JsObject::with_object_proto(context.intrinsics());
    target.set_integrity_level(IntegrityLevel::Frozen, context)?;
    let proxy: JsObject = JsProxy::create(target, handler, context)?.into();
    shared.made.set(&proxy, true.into(), context)?;
    Ok(proxy.into())
}

/// The trap: every property is a method.
fn get(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let handler = this.as_object();
    let node = handler.as_ref().and_then(JsObject::downcast_ref::<Node>);
    let device = node.ok_or_else(|| type_error("not a device node"))?.device;
    let name = args.get_or_undefined(1).clone();
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, method: &Method, context| call(method, args, context),
        Method { device, name },
    );
    let method: JsFunction = FunctionObjectBuilder::new(context.realm(), body).build();
    Ok(method.into())
}

/// Calls a method of a device.
///
/// # Errors
/// What the device answered if it failed, and a sentence about what cannot be asked of a device.
fn call(method: &Method, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(name) = method.name.as_string() else {
        return Err(type_error("the name of a device's method must be a string"));
    };
    let args = JsValue::from(frozen_array(args.to_vec(), context));
    harden(&args, context)?;
    let args = serialize(&args, context)?;
    forbid_promises(&args.slots)?;
    tables(context).borrow_mut().exported(&args.slots);
    let answer = syscall(&Syscall::CallNow {
        device: method.device,
        method: name.to_std_string_lossy(),
        args,
    });
    let SyscallResult::Called { failed, data } = answer else {
        unreachable!("the kernel answers {answer:?} to a call of a device");
    };
    forbid_promises(&data.slots)?;
    let answer = unserialize(&data, context)?;
    if failed {
        return Err(JsError::from_opaque(answer));
    }
    Ok(answer)
}

fn forbid_promises(slots: &[VatRef]) -> JsResult<()> {
    if slots.iter().any(|slot| slot.is_promise()) {
        return Err(error("D() arguments cannot include a Promise"));
    }
    Ok(())
}
