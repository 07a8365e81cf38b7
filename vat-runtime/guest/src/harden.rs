//! `harden`: freezes everything that can be reached from a value through own properties and prototypes, or
//! nothing (spec E11.1).
//!
//! It plans first: a walk finds all there is to freeze and whether something cannot be frozen, then all of
//! it is frozen, which cannot fail any more (spec E11.3, E19.20). Only proxies give vat code a turn in between, and they are
//! asked before anything else is frozen. The mark "hardened" must never be set on an object while something
//! that it leads to is not frozen.

mod graph;
mod proxies;

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue};

use graph::Graph;

/// Freezes everything that can be reached from `value`. Values that are not objects are fine as they are.
///
/// # Errors
/// When something cannot be frozen, or a proxy on the way refuses or throws. Then nothing was frozen but
/// what proxies have frozen themselves.
pub fn harden(value: &JsValue, context: &mut Context) -> JsResult<()> {
    harden_all(std::slice::from_ref(value), context).map(drop)
}

/// As [`harden`], for several values at once; gives the objects that were not hardened before.
pub(crate) fn harden_all(values: &[JsValue], context: &mut Context) -> JsResult<Vec<JsObject>> {
    let mut asked: HashSet<JsObject, BuildHasherDefault<DefaultHasher>> = HashSet::default();
    loop {
        let graph = Graph::reach(values)?;
        let mut heard = graph.proxies_with_a_say();
        heard.retain(|proxy| !asked.contains(proxy));
        if heard.is_empty() {
            return graph.freeze(context);
        }
        // What the walk noted on objects must be gone before vat code can walk itself (spec E11.5).
        drop(graph);
        proxies::ask(&heard, context)?;
        asked.extend(heard);
    }
}

/// Whether `object` was hardened: it and all it leads to is frozen for good.
#[must_use]
pub fn is_hardened(object: &JsObject) -> bool {
    object.is_hardened()
}

#[cfg(test)]
mod tests;
