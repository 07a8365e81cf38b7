//! Loading a whole graph at once, for `importNow`: what hooks cannot bring now does not come.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use boa_engine::{Context, JsError, JsResult, JsString};
use boa_gc::Gc;

use super::graph::failure;
use super::slots::{call_hook, carry_out, fail, follow, is_promise, mapped};
use crate::compartment::modules::descriptor;
use crate::compartment::modules::record::{Home, Slot, Takes};
use crate::compartment::modules::words::quote;
use crate::passing::inspect::type_error;

/// The slots that this load has begun, apart from those that `import` has begun: a failure here must not end
/// an import that still waits.
type Begun = BTreeMap<(u64, JsString), Gc<Slot>>;

/// Loads a module and all it imports, or throws.
///
/// # Errors
/// What is missing or what hooks throw.
pub(in crate::compartment::modules) fn load_now(
    home: &Home,
    specifier: &JsString,
    context: &mut Context,
) -> JsResult<()> {
    let mut begun = Begun::new();
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    let mut next = VecDeque::from([(home.clone(), specifier.clone())]);
    while let Some((home, specifier)) = next.pop_front() {
        if !seen.insert((home.id, specifier.clone())) {
            continue;
        }
        let slot = slot(&mut begun, &home, &specifier, context);
        obtain(&mut begun, &slot, context)?;
        if let Some(record) = slot.record() {
            next.extend(record.places());
        } else if let Some(reason) = slot.failure() {
            if home.options.no_aggregate_load_errors {
                return Err(JsError::from_opaque(reason));
            }
            errors.push(reason);
        }
    }
    match failure(home, specifier, &errors, context) {
        None => Ok(()),
        Some(error) => Err(error),
    }
}

/// The slot of a specifier: the one that is loaded, or one of this load.
fn slot(begun: &mut Begun, home: &Home, specifier: &JsString, context: &mut Context) -> Gc<Slot> {
    let known = home.slots.borrow().get(specifier).cloned();
    if let Some(loaded) = known.filter(|slot| slot.record().is_some()) {
        return loaded;
    }
    begun
        .entry((home.id, specifier.clone()))
        .or_insert_with(|| Slot::new(home, specifier, context))
        .clone()
}

/// Asks until a slot and all it follows are settled.
fn obtain(begun: &mut Begun, slot: &Gc<Slot>, context: &mut Context) -> JsResult<()> {
    let mut open = vec![slot.clone()];
    while let Some(slot) = open.pop() {
        if !slot.is_loading() {
            continue;
        }
        match ask(&slot, context) {
            Ok(None) => {}
            Ok(Some(((home, specifier), takes))) => {
                let target = self::slot(begun, &home, &specifier, context);
                match follow(&slot, &target, takes, context) {
                    Ok(()) => open.push(target),
                    Err(error) => fail(&slot, error, context)?,
                }
            }
            Err(error) => fail(&slot, error, context)?,
        }
    }
    Ok(())
}

type Followed = Option<((Home, JsString), Takes)>;

fn ask(slot: &Gc<Slot>, context: &mut Context) -> JsResult<Followed> {
    let descriptor = match mapped(slot, context)? {
        Some(mapped) => mapped,
        None => call_hook(slot, "importNowHook", context)?,
    };
    if is_promise(&descriptor) {
        return Err(type_error(format!(
            "importNowHook must not give a promise for module {} in compartment {}",
            quote(&slot.specifier),
            quote(&slot.home.options.name)
        )));
    }
    let meaning = descriptor::read(slot, &descriptor, context)?;
    carry_out(slot, meaning, context)
}
