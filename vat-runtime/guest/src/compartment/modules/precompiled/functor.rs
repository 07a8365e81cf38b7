//! Calling a functor, and what it is called with.

use std::collections::BTreeMap;

use boa_engine::module::Module;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, IntegrityLevel, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsString, JsValue, NativeFunction,
    Trace, js_string,
};
use boa_gc::{Gc, GcRefCell};

use super::Precompiled;
use super::imports::{self, update};
use crate::compartment::modules::api::import_for;
use crate::compartment::modules::instance::{Instance, furnish_meta};
use crate::compartment::modules::words::quote;
use crate::compartment::{Compartment, evaluate};
use crate::passing::inspect::type_error;

/// A record of the compiler that was made a module.
#[derive(Debug, Trace, Finalize)]
pub(in crate::compartment::modules) struct Functor {
    pub(super) source: Gc<Precompiled>,
    /// The engine's module whose exports the functor sets.
    pub(super) own: Module,
    pub(super) variables: Gc<Variables>,
}

/// The variables of a program that are exported, in the order of the record.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Variables {
    all: Vec<Gc<Variable>>,
    #[unsafe_ignore_trace]
    by_export: BTreeMap<JsString, usize>,
}

/// A variable of the program that is exported.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Variable {
    name: JsString,
    /// The names it is exported by.
    exports: Vec<JsString>,
    /// Whether it can change.
    live: bool,
    /// Whether the program assigns to it by its name.
    assigned: bool,
    /// Its value, once it has one.
    value: GcRefCell<Option<JsValue>>,
    /// The functions to call with each value it gets.
    watchers: GcRefCell<Vec<JsObject>>,
}

/// What the engine keeps with the module whose exports a functor sets.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Exported(pub Gc<Variables>);

/// The variable of a functor that an export of a module is, if it is one.
pub(super) fn variable(module: &Module, export: &JsString) -> Option<Gc<Variable>> {
    let exported = module.host_defined().get::<Exported>()?;
    let variables = &exported.0;
    let index = variables.by_export.get(export)?;
    variables.all.get(*index).cloned()
}

impl Variables {
    pub(super) fn of(source: &Precompiled) -> Self {
        let fixed = source.fixed.iter();
        let fixed = fixed.map(|(export, local)| (export, local, false, false));
        let live = source.live.iter();
        let live = live.map(|(export, local, assigned)| (export, local, true, *assigned));
        let mut all: Vec<Variable> = Vec::new();
        let mut by_name = BTreeMap::new();
        let mut by_export = BTreeMap::new();
        for (export, local, live, assigned) in fixed.chain(live) {
            let index = *by_name.entry(local).or_insert(all.len());
            if index == all.len() {
                all.push(Variable {
                    name: local.clone(),
                    exports: Vec::new(),
                    live: false,
                    assigned: false,
                    value: GcRefCell::new(None),
                    watchers: GcRefCell::default(),
                });
            }
            let variable = &mut all[index];
            variable.exports.push(export.clone());
            variable.live |= live;
            variable.assigned |= assigned;
            by_export.entry(export.clone()).or_insert(index);
        }
        Self {
            all: all.into_iter().map(Gc::new).collect(),
            by_export,
        }
    }
}

impl Variable {
    /// Calls a function with its value, and with each it gets later.
    pub(super) fn watch(&self, watcher: &JsObject, context: &mut Context) -> JsResult<()> {
        self.watchers.borrow_mut().push(watcher.clone());
        let value = self.value.borrow().clone();
        match value {
            Some(value) => update(watcher, &value, context),
            None => Ok(()),
        }
    }
}

/// A variable, and the module that it is exported from.
#[derive(Clone, Trace, Finalize)]
struct Binding {
    variable: Gc<Variable>,
    own: Module,
}

impl Binding {
    fn get(&self) -> JsResult<JsValue> {
        let value = self.variable.value.borrow().clone();
        value.ok_or_else(|| early(&self.variable))
    }

    fn is_set(&self) -> bool {
        self.variable.value.borrow().is_some()
    }

    /// Gives the variable a value, and tells those who watch it.
    fn set(&self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        *self.variable.value.borrow_mut() = Some(value.clone());
        for export in &self.variable.exports {
            self.own.set_export(export, value.clone())?;
        }
        let watchers = self.variable.watchers.borrow().clone();
        for watcher in watchers {
            update(&watcher, value, context)?;
        }
        Ok(())
    }
}

impl Functor {
    fn bindings(&self) -> impl Iterator<Item = Binding> {
        self.variables.all.iter().map(|variable| Binding {
            variable: variable.clone(),
            own: self.own.clone(),
        })
    }
}

/// Calls the functor of a module.
///
/// # Errors
/// What it throws.
pub(in crate::compartment::modules) fn run(
    instance: &Instance,
    functor: &Gc<Functor>,
    context: &mut Context,
) -> JsResult<()> {
    let lexicals = lexicals(functor, context)?;
    let function = match &functor.source.functor {
        Some(function) => function.clone(),
        None => program(instance, functor, &lexicals, context)?,
    };
    let (once, live) = setters(functor, context)?;
    let import = if functor.source.needs_import {
        import_function(instance, context).into()
    } else {
        JsValue::undefined()
    };
    let meta = JsObject::with_null_proto();
    if functor.source.needs_import_meta {
        furnish_meta(&instance.record, &meta, context)?;
    }
    let members: [(&str, JsValue); 5] = [
        ("imports", imports::function(instance, context).into()),
        ("onceVar", once.into()),
        ("liveVar", live.into()),
        ("import", import),
        ("importMeta", meta.into()),
    ];
    let argument = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in members {
        argument.create_data_property_or_throw(js_string!(name), value, context)?;
    }
    argument.set_integrity_level(IntegrityLevel::Frozen, context)?;
    function.call(&JsValue::undefined(), &[argument.into()], context)?;
    Ok(())
}

/// Evaluates the program of a record, which gives the functor.
fn program(
    instance: &Instance,
    functor: &Functor,
    lexicals: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let compartment = instance.home.compartment.borrow().clone();
    let compartment = compartment.and_then(|object| object.downcast::<Compartment>().ok());
    let compartment = compartment.ok_or_else(|| type_error("the compartment is not there"))?;
    let text = functor.source.program.clone();
    let value = evaluate::module_program(&compartment, text, lexicals, context)?;
    value
        .as_object()
        .filter(JsObject::is_callable)
        .ok_or_else(|| {
            type_error(format!(
                "the program of module {} gives no function",
                quote(&instance.specifier)
            ))
        })
}

fn native(body: NativeFunction, context: &Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), body).build()
}

/// The variables that the program assigns to by their name, as accessors.
fn lexicals(functor: &Functor, context: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_null_proto();
    for binding in functor.bindings() {
        if !binding.variable.assigned {
            continue;
        }
        let name = binding.variable.name.clone();
        let get = NativeFunction::from_copy_closure_with_captures(
            |_, _, binding: &Binding, _| binding.get(),
            binding.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            |_, args, binding: &Binding, context| {
                if !binding.is_set() {
                    return Err(early(&binding.variable));
                }
                binding.set(args.get_or_undefined(0), context)?;
                Ok(JsValue::undefined())
            },
            binding,
        );
        let accessor = PropertyDescriptor::builder()
            .get(native(get, context))
            .set(native(set, context))
            .enumerable(true)
            .configurable(true);
        object.define_property_or_throw(name, accessor, context)?;
    }
    Ok(object)
}

fn early(variable: &Variable) -> boa_engine::JsError {
    let text = format!("binding {} not yet initialized", quote(&variable.name));
    JsNativeError::reference().with_message(text).into()
}

/// `onceVar` and `liveVar`: the functions that give the variables their values.
fn setters(functor: &Functor, context: &mut Context) -> JsResult<(JsObject, JsObject)> {
    let (once, live) = (JsObject::with_null_proto(), JsObject::with_null_proto());
    for binding in functor.bindings() {
        let name = binding.variable.name.clone();
        if binding.variable.live {
            let set = NativeFunction::from_copy_closure_with_captures(
                |_, args, binding: &Binding, context| {
                    binding.set(args.get_or_undefined(0), context)?;
                    Ok(JsValue::undefined())
                },
                binding,
            );
            let set = native(set, context);
            live.create_data_property_or_throw(name, set, context)?;
        } else {
            let set = NativeFunction::from_copy_closure_with_captures(
                |_, args, binding: &Binding, context| {
                    let value = args.get_or_undefined(0).clone();
                    if binding.is_set() {
                        let name = quote(&binding.variable.name);
                        return Err(type_error(format!(
                            "Internal: binding {name} already initialized"
                        )));
                    }
                    binding.set(&value, context)?;
                    Ok(value)
                },
                binding,
            );
            let set = native(set, context);
            once.create_data_property_or_throw(name, set, context)?;
        }
    }
    Ok((once, live))
}

/// `import()` for the functor's program.
fn import_function(instance: &Instance, context: &mut Context) -> JsFunction {
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, instance: &Instance, context| {
            let import = args.get_or_undefined(0).to_string(context)?;
            let promise = import_for(&instance.home, &import, &instance.specifier, context)?;
            Ok(promise.into())
        },
        instance.clone(),
    );
    native(body, context)
}
