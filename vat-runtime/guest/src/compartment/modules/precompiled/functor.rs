//! Calling a functor, and what it is called with.

use boa_engine::module::Module;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, IntegrityLevel, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};
use boa_gc::{Gc, GcRefCell};

use super::Precompiled;
use super::imports::{self, update};
use crate::compartment::modules::api::import_for;
use crate::compartment::modules::instance::{Instance, import_meta};
use crate::compartment::modules::words::quote;
use crate::compartment::{Compartment, evaluate};
use crate::passing::inspect::type_error;

/// A record of the compiler that was made a module.
#[derive(Debug, Trace, Finalize)]
pub(in crate::compartment::modules) struct Functor {
    pub(super) source: Gc<Precompiled>,
    /// The variables that are exported.
    pub(super) variables: Vec<(JsString, Gc<Variable>)>,
}

/// A variable of the program that is exported.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Variable {
    name: JsString,
    /// The names it is exported by.
    exports: Vec<JsString>,
    own: Module,
    /// Its value, once it has one.
    value: GcRefCell<Option<JsValue>>,
    /// The functions to call with each value it gets.
    watchers: GcRefCell<Vec<JsObject>>,
}

impl Functor {
    pub(super) fn new(source: Gc<Precompiled>, own: &Module) -> Self {
        let mut names: Vec<(JsString, Vec<JsString>)> = Vec::new();
        let fixed = source.fixed.iter().map(|(export, local)| (export, local));
        let live = source.live.iter().map(|(export, local, _)| (export, local));
        for (export, local) in fixed.chain(live) {
            match names.iter_mut().find(|(known, _)| known == local) {
                Some((_, exports)) => exports.push(export.clone()),
                None => names.push((local.clone(), vec![export.clone()])),
            }
        }
        let variable = |(name, exports): (JsString, Vec<JsString>)| {
            let variable = Gc::new(Variable {
                name: name.clone(),
                exports,
                own: own.clone(),
                value: GcRefCell::new(None),
                watchers: GcRefCell::default(),
            });
            (name, variable)
        };
        Self {
            variables: names.into_iter().map(variable).collect(),
            source,
        }
    }

    /// The variable behind an export.
    pub(super) fn exported(&self, export: &JsString) -> Option<Gc<Variable>> {
        let mut variables = self.variables.iter();
        let found = variables.find(|(_, variable)| variable.exports.contains(export));
        found.map(|(_, variable)| variable.clone())
    }
}

impl Variable {
    /// Gives it a value, and tells those who watch it.
    pub(super) fn set(&self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        *self.value.borrow_mut() = Some(value.clone());
        for export in &self.exports {
            self.own.set_export(export, value.clone())?;
        }
        let watchers = self.watchers.borrow().clone();
        for watcher in watchers {
            update(&watcher, value, context)?;
        }
        Ok(())
    }

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
    let meta = if functor.source.needs_import_meta {
        import_meta(&instance.record, context)?
    } else {
        JsObject::with_null_proto()
    };
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
    for (_, local, assigned) in &functor.source.live {
        let known = functor.variables.iter().find(|(name, _)| name == local);
        let Some((_, variable)) = known.filter(|_| *assigned) else {
            continue;
        };
        let get = NativeFunction::from_copy_closure_with_captures(
            |_, _, variable: &Gc<Variable>, _| {
                variable
                    .value
                    .borrow()
                    .clone()
                    .ok_or_else(|| early(variable))
            },
            variable.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            |_, args, variable: &Gc<Variable>, context| {
                if variable.value.borrow().is_none() {
                    return Err(early(variable));
                }
                variable.set(args.get_or_undefined(0), context)?;
                Ok(JsValue::undefined())
            },
            variable.clone(),
        );
        let accessor = PropertyDescriptor::builder()
            .get(native(get, context))
            .set(native(set, context))
            .enumerable(true)
            .configurable(true);
        object.define_property_or_throw(local.clone(), accessor, context)?;
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
    for (name, variable) in &functor.variables {
        let is_live = functor
            .source
            .live
            .iter()
            .any(|(_, local, _)| local == name);
        if is_live {
            let set = NativeFunction::from_copy_closure_with_captures(
                |_, args, variable: &Gc<Variable>, context| {
                    variable.set(args.get_or_undefined(0), context)?;
                    Ok(JsValue::undefined())
                },
                variable.clone(),
            );
            let set = native(set, context);
            live.create_data_property_or_throw(name.clone(), set, context)?;
        } else {
            let set = NativeFunction::from_copy_closure_with_captures(
                |_, args, variable: &Gc<Variable>, context| {
                    let value = args.get_or_undefined(0).clone();
                    if variable.value.borrow().is_some() {
                        let name = quote(&variable.name);
                        return Err(type_error(format!(
                            "Internal: binding {name} already initialized"
                        )));
                    }
                    variable.set(&value, context)?;
                    Ok(value)
                },
                variable.clone(),
            );
            let set = native(set, context);
            once.create_data_property_or_throw(name.clone(), set, context)?;
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
