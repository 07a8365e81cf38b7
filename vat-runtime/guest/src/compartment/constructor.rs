//! `Compartment` itself: a constructor for each realm, and the one prototype that they share (spec E8.1, E8.2).
//!
//! Making a compartment runs vat code only where it reads what it was given: getters, proxies and `toString`
//! of options.

use std::cell::Cell;

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};
use boa_gc::Gc;

use super::{
    Compartment, Home, built_in, evaluate, fixed, function_of, globals, home_of_realm, modules,
    options, receiver, shared,
};
use crate::passing::inspect::type_error;

/// The methods of every compartment, with the number of their parameters.
const METHODS: [(&str, usize, NativeFunctionPointer); 1] = [("evaluate", 1, evaluate::evaluate)];

/// The accessors of every compartment.
const ACCESSORS: [(&str, NativeFunctionPointer); 3] = [
    ("globalThis", global_this),
    ("name", name),
    ("__noNamespaceBox__", no_namespace_box),
];

/// Makes the prototype, whose own `constructor` makes nothing.
pub(super) fn prototype(context: &mut Context) -> JsResult<JsObject> {
    let realm = context.realm().clone();
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let inert = function_of(&realm, "Compartment", 0, inert, true);
    inert.define_property_or_throw(js_string!("prototype"), fixed(prototype.clone()), context)?;
    prototype.define_property_or_throw(js_string!("constructor"), built_in(inert), context)?;
    for (name, code) in ACCESSORS {
        let getter = function_of(&realm, &format!("get {name}"), 0, code, false);
        let accessor = PropertyDescriptor::builder()
            .get(getter)
            .enumerable(false)
            .configurable(true);
        prototype.define_property_or_throw(JsString::from(name), accessor, context)?;
    }
    for (name, length, code) in METHODS.into_iter().chain(modules::METHODS) {
        let method = function_of(&realm, name, length, code, false);
        prototype.define_property_or_throw(JsString::from(name), built_in(method), context)?;
    }
    let tag = PropertyDescriptor::builder()
        .value(js_string!("Compartment"))
        .writable(false)
        .enumerable(false)
        .configurable(true);
    prototype.define_property_or_throw(JsSymbol::to_string_tag(), tag, context)?;
    Ok(prototype)
}

/// The `Compartment` of a realm, frozen.
pub(super) fn constructor(realm: &Realm, context: &mut Context) -> JsResult<JsObject> {
    let made = function_of(realm, "Compartment", 0, construct, true);
    let prototype = shared(context).prototype.clone();
    made.define_property_or_throw(js_string!("prototype"), fixed(prototype), context)?;
    made.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(made)
}

fn inert(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(type_error(
        "Compartment.prototype.constructor is not a valid constructor.",
    ))
}

/// `new Compartment(…)`. The engine passes what `new` was applied to as `this`.
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        let text = "Class constructor Compartment cannot be invoked without 'new'";
        return Err(type_error(text));
    };
    let prototype = new_target.get(js_string!("prototype"), context)?;
    let prototype = prototype
        .as_object()
        .unwrap_or_else(|| shared(context).prototype.clone());
    let (options, endowments) = options::read(args, context)?;

    let global = JsObject::with_object_proto(context.intrinsics());
    let realm = context.realm().create_compartment(global.clone(), None);
    let options = Gc::new(options);
    let parent = home_of_realm(context.realm());
    let modules = modules::HomeData::new(realm.clone(), parent, options.clone(), context);
    let compartment = Compartment {
        realm: realm.clone(),
        global: global.clone(),
        options,
        modules: modules.clone(),
        expected: Cell::new(None),
    };
    let object = JsObject::from_proto_and_data(prototype, compartment);
    // A realm without a home counts as the vat's own: no code may ever run in one, not even the setters that
    // assigning the globals calls when they bring a prototype of their own.
    let typed = object.clone().downcast::<Compartment>();
    let typed = typed.expect("the object was made of a compartment");
    realm.host_defined_mut().insert(Home(typed));
    modules.belongs_to(object.clone());
    globals::furnish(&realm, &global, context)?;
    for key in endowments.own_property_keys(context)? {
        let value = endowments.get(key.clone(), context)?;
        global.set(key, value, true, context)?;
    }
    Ok(object.into())
}

fn global_this(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let compartment = receiver(this, "globalThis")?;
    Ok(compartment.borrow().data().global.clone().into())
}

fn name(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let compartment = receiver(this, "name")?;
    Ok(compartment.borrow().data().options.name.clone().into())
}

fn no_namespace_box(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let compartment = receiver(this, "__noNamespaceBox__")?;
    Ok(compartment.borrow().data().options.no_namespace_box.into())
}
