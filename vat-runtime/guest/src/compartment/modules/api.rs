//! `import`, `importNow`, `load` and `module` of a compartment, and `import()` in its code (spec E9.10, E9.14, E9.17,
//! E9.22).

use boa_engine::builtins::promise::ResolvingFunctions;
use boa_engine::module::{ModuleRequest, Referrer};
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{
    Context, Finalize, JsArgs, JsError, JsResult, JsString, JsValue, Trace, js_string,
};
use boa_gc::Gc;

use super::instance::{check_attributes, link, specifier_of};
use super::load::{full_specifier, load as load_graph, load_now, reason};
use super::namespace;
use super::promises::when_settled;
use super::record::Home;
use super::run::{run, run_now};
use crate::compartment::{self, home_of_realm};
use crate::passing::inspect::type_error;

/// The methods of every compartment that concern modules, with the number of their parameters.
pub(crate) const METHODS: [(&str, usize, NativeFunctionPointer); 4] = [
    ("import", 1, import),
    ("importNow", 1, import_now),
    ("load", 1, load),
    ("module", 1, module),
];

fn receiver(this: &JsValue, method: &str) -> JsResult<Home> {
    let compartment = compartment::receiver(this, method)?;
    Ok(compartment.borrow().data().modules.clone())
}

fn specifier(args: &[JsValue], method: &str) -> JsResult<JsString> {
    let text = format!("first argument of {method}() must be a string");
    args.get_or_undefined(0)
        .as_string()
        .ok_or_else(|| type_error(text))
}

/// `Compartment.prototype.import`.
fn import(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let begun = receiver(this, "import").and_then(|home| Ok((home, specifier(args, "import")?)));
    let promise = match begun {
        Ok((home, specifier)) => {
            let boxed = !home.options.no_namespace_box;
            import_later(&home, &specifier, None, boxed, context)?
        }
        Err(error) => rejected(error, context)?,
    };
    Ok(promise.into())
}

/// `Compartment.prototype.importNow`.
fn import_now(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let home = receiver(this, "importNow")?;
    let specifier = specifier(args, "importNow")?;
    load_now(&home, &specifier, context)?;
    let instance = link(&home, &specifier, context)?;
    run_now(&instance, context)?;
    Ok(namespace::namespace(&home, &specifier, context).into())
}

/// `Compartment.prototype.load`.
fn load(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let begun = receiver(this, "load").and_then(|home| Ok((home, specifier(args, "load")?)));
    let promise = match begun {
        Ok((home, specifier)) => load_graph(&home, &specifier, context)?,
        Err(error) => rejected(error, context)?,
    };
    Ok(promise.into())
}

/// `Compartment.prototype.module`.
fn module(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let home = receiver(this, "module")?;
    let specifier = specifier(args, "module")?;
    Ok(namespace::namespace(&home, &specifier, context).into())
}

/// An import that is under way.
#[derive(Trace, Finalize)]
struct Pending {
    home: Home,
    specifier: JsString,
    /// What `import()` asked for besides: its attributes are held to the module (spec E9.24).
    #[unsafe_ignore_trace]
    request: Option<ModuleRequest>,
    /// Whether the namespace goes into a box.
    boxed: bool,
    settle: ResolvingFunctions,
}

/// Imports a module: loads its graph, links it, runs it.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn import_later(
    home: &Home,
    specifier: &JsString,
    request: Option<ModuleRequest>,
    boxed: bool,
    context: &mut Context,
) -> JsResult<JsPromise> {
    let (promise, settle) = JsPromise::new_pending(context);
    let pending = Gc::new(Pending {
        home: home.clone(),
        specifier: specifier.clone(),
        request,
        boxed,
        settle,
    });
    let loaded = load_graph(home, specifier, context)?;
    when_settled(
        &loaded,
        pending,
        |pending, _, context| match go_on(pending, context) {
            Ok(()) => Ok(()),
            Err(error) => {
                let reason = reason(error, context)?;
                refuse(pending, &reason, context)
            }
        },
        refuse,
        context,
    );
    Ok(promise)
}

fn refuse(pending: &Gc<Pending>, reason: &JsValue, context: &mut Context) -> JsResult<()> {
    let undefined = JsValue::undefined();
    let reject = &pending.settle.reject;
    reject.call(&undefined, std::slice::from_ref(reason), context)?;
    Ok(())
}

/// The graph is loaded.
fn go_on(pending: &Gc<Pending>, context: &mut Context) -> JsResult<()> {
    let instance = link(&pending.home, &pending.specifier, context)?;
    if let Some(request) = &pending.request {
        check_attributes(request, Some(&instance.record.kind))?;
    }
    let ran = run(&instance, context)?;
    when_settled(
        &ran,
        pending.clone(),
        |pending, _, context| finish(pending, context),
        refuse,
        context,
    );
    Ok(())
}

/// The module has run. What it is known by is what `module` gives too (spec E9.14).
fn finish(pending: &Pending, context: &mut Context) -> JsResult<()> {
    let namespace = namespace::namespace(&pending.home, &pending.specifier, context);
    let value = if pending.boxed {
        // A module may export `then`; in a box it is not taken for a promise.
        let boxed = JsObject::with_object_proto(context.intrinsics());
        boxed.create_data_property_or_throw(js_string!("namespace"), namespace, context)?;
        boxed
    } else {
        namespace
    };
    let undefined = JsValue::undefined();
    let resolve = &pending.settle.resolve;
    resolve.call(&undefined, &[value.into()], context)?;
    Ok(())
}

/// Carries out `import()` in the code of a compartment (spec E9.22). Gives nothing for the vat's own code.
pub(crate) fn import_call(
    referrer: &Referrer,
    request: &ModuleRequest,
    context: &mut Context,
) -> Option<JsResult<JsPromise>> {
    let home = home_of_realm(referrer.realm())?;
    Some(import_from(&home, referrer, request, context))
}

fn import_from(
    home: &Home,
    referrer: &Referrer,
    request: &ModuleRequest,
    context: &mut Context,
) -> JsResult<JsPromise> {
    check_attributes(request, None)?;
    let from = match referrer {
        Referrer::Module(module) => specifier_of(module),
        Referrer::Realm(_) | Referrer::Script(_) => None,
    };
    let full = match from {
        Some(from) => full_specifier(home, request.specifier(), &from, context)?,
        None => request.specifier().clone(),
    };
    import_later(home, &full, Some(request.clone()), false, context)
}

/// `import` of a functor of the reference's compiler.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn import_for(
    home: &Home,
    import: &JsString,
    referrer: &JsString,
    context: &mut Context,
) -> JsResult<JsPromise> {
    match full_specifier(home, import, referrer, context) {
        Ok(full) => import_later(home, &full, None, false, context),
        Err(error) => rejected(error, context),
    }
}

/// A promise that is rejected with an error, unless that ends the vat.
fn rejected(error: JsError, context: &mut Context) -> JsResult<JsPromise> {
    if error.as_engine().is_some() {
        return Err(error);
    }
    JsPromise::reject(error, context)
}
