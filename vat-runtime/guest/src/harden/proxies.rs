//! Asking proxies to be frozen: the only part of `harden` in which vat code runs.
//!
//! It must only ever be reached while nothing of the graph was frozen by `harden` itself.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::module::ModuleNamespace;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsValue, js_string};

use super::graph::refuse;
use crate::passing::inspect::{is_proxy, own, type_error};

/// The traps that freezing calls. Those of the first line change something, those of the second tell.
const ACTING: [&str; 2] = ["preventExtensions", "defineProperty"];
const TELLING: [&str; 2] = ["ownKeys", "getOwnPropertyDescriptor"];

/// Whether the handler of a proxy has any trap that freezing calls. One without hands everything on to its
/// target, so freezing the target is all there is to do.
pub(super) fn has_a_say(proxy: &JsObject) -> bool {
    traps(proxy, &ACTING) || traps(proxy, &TELLING)
}

/// Asks each of the proxies to be frozen (spec E11.5). First all of them tell what they have, then those
/// that may act on their own are frozen, then the others: so what can be known to fail fails early.
///
/// # Errors
/// What a trap throws, and a refusal.
pub(super) fn ask(proxies: &[JsObject], context: &mut Context) -> JsResult<()> {
    for proxy in proxies {
        look(proxy, context)?;
    }
    let (acting, others): (Vec<_>, Vec<_>) =
        proxies.iter().partition(|proxy| traps(proxy, &ACTING));
    for proxy in acting.into_iter().chain(others) {
        if !proxy.set_integrity_level(IntegrityLevel::Frozen, context)? {
            return Err(refuse("a proxy that refuses to be frozen"));
        }
    }
    Ok(())
}

/// Calls the traps that tell.
fn look(proxy: &JsObject, context: &mut Context) -> JsResult<()> {
    let reflect = context.intrinsics().objects().reflect();
    let describe = reflect
        .get(js_string!("getOwnPropertyDescriptor"), context)?
        .as_callable()
        .ok_or_else(|| type_error("the realm is not the one that was booted"))?;
    for key in proxy.own_property_keys(context)? {
        let args = [proxy.clone().into(), key.into()];
        describe.call(&JsValue::undefined(), &args, context)?;
    }
    Ok(())
}

/// Whether the handler of `proxy` may have one of these traps; found without running any of its code.
fn traps(proxy: &JsObject, names: &[&str]) -> bool {
    let parts = proxy
        .downcast_ref::<Proxy>()
        .and_then(|proxy| proxy.parts());
    let Some((_, handler)) = parts else {
        return false;
    };
    names.iter().any(|name| {
        let key = PropertyKey::from(js_string!(*name));
        let mut layer = Some(handler.clone());
        while let Some(object) = layer {
            if is_proxy(&object) || object.is::<ModuleNamespace>() {
                return true;
            }
            if let Some(found) = own(&object, &key) {
                return !found.value().is_some_and(JsValue::is_null_or_undefined)
                    || PropertyDescriptor::is_accessor_descriptor(&found);
            }
            layer = object.prototype();
        }
        false
    })
}
