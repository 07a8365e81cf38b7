//! One slot: asking for its descriptor, understanding the answer, and telling those who wait.

use std::collections::VecDeque;

use boa_engine::builtins::promise::Promise;
use boa_engine::job::PromiseJob;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsValue};
use boa_gc::Gc;

use super::resolve::{hook, record};
use crate::compartment::modules::descriptor::{self, Meaning};
use crate::compartment::modules::load::graph;
use crate::compartment::modules::namespace::{belongs, place_of_namespace};
use crate::compartment::modules::promises::when_settled;
use crate::compartment::modules::record::{Follower, Home, Own, Record, Slot, State, Takes};
use crate::compartment::modules::words::quote;
use crate::passing::inspect::type_error;

/// What became of a slot.
pub(super) type Outcome = Result<Gc<Record>, JsValue>;

/// What an error means here: a reason that can be kept, unless it ends the vat.
pub(in crate::compartment::modules) fn reason(
    error: JsError,
    context: &mut Context,
) -> JsResult<JsValue> {
    if error.as_engine().is_some() {
        return Err(error);
    }
    error.into_opaque(context)
}

/// The slot of a full specifier, which begins to load if it is new.
pub(super) fn slot(home: &Home, specifier: &JsString, context: &mut Context) -> Gc<Slot> {
    if let Some(known) = home.slots.borrow().get(specifier) {
        return known.clone();
    }
    let slot = Slot::new(home, specifier, context);
    let mut slots = home.slots.borrow_mut();
    slots.insert(specifier.clone(), slot.clone());
    drop(slots);
    let started = slot.clone();
    // In a job of its own, so that hooks never run in the middle of a load.
    let job = PromiseJob::new(move |context| begin(&started, context));
    context.enqueue_job(job.into());
    slot
}

fn begin(slot: &Gc<Slot>, context: &mut Context) -> JsResult<JsValue> {
    if slot.is_loading() {
        match ask(slot, context) {
            Ok(Some(promise)) => listen(slot, &promise, context),
            Ok(None) => {}
            Err(error) => fail(slot, error, context)?,
        }
    }
    Ok(JsValue::undefined())
}

/// Asks for the descriptor of a slot. A promise means that the answer comes later.
fn ask(slot: &Gc<Slot>, context: &mut Context) -> JsResult<Option<JsPromise>> {
    if let Some(mapped) = mapped(slot, context)? {
        answer(slot, &mapped, context)?;
        return Ok(None);
    }
    let given = call_hook(slot, "importHook", context)?;
    let Some(object) = given
        .as_object()
        .filter(|object| place_of_namespace(object).is_none())
    else {
        answer(slot, &given, context)?;
        return Ok(None);
    };
    JsPromise::resolve(object, context).map(Some)
}

/// The descriptor that the module map or `moduleMapHook` has for a slot.
pub(super) fn mapped(slot: &Slot, context: &mut Context) -> JsResult<Option<JsValue>> {
    let options = &slot.home.options;
    let found = options.modules.get(slot.specifier.clone(), context)?;
    if !found.is_undefined() {
        return Ok(Some(found));
    }
    let Some(hook) = hook(&options.module_map_hook, "moduleMapHook")? else {
        return Ok(None);
    };
    let argument = [slot.specifier.clone().into()];
    let found = hook.call(&JsValue::undefined(), &argument, context)?;
    Ok(Some(found).filter(|found| !found.is_undefined()))
}

/// What `importHook` or `importNowHook` gives for a slot.
pub(super) fn call_hook(slot: &Slot, name: &str, context: &mut Context) -> JsResult<JsValue> {
    let options = &slot.home.options;
    let given = if name == "importHook" {
        &options.import_hook
    } else {
        &options.import_now_hook
    };
    let Some(hook) = hook(given, name)? else {
        let text = format!(
            "{name} needed to load module {} in compartment {}",
            quote(&slot.specifier),
            quote(&options.name)
        );
        return Err(JsNativeError::error().with_message(text).into());
    };
    let argument = [slot.specifier.clone().into()];
    hook.call(&JsValue::undefined(), &argument, context)
}

/// Goes on when the promise of a hook is settled.
fn listen(slot: &Gc<Slot>, promise: &JsPromise, context: &mut Context) {
    when_settled(
        promise,
        slot.clone(),
        |slot, value, context| {
            if slot.is_loading()
                && let Err(error) = answer(slot, value, context)
            {
                fail(slot, error, context)?;
            }
            Ok(())
        },
        |slot, reason, context| settle(slot, Err(reason.clone()), context),
        context,
    );
}

/// Acts upon the descriptor of a slot.
fn answer(slot: &Gc<Slot>, value: &JsValue, context: &mut Context) -> JsResult<()> {
    let meaning = descriptor::read(slot, value, context)?;
    if let Some((target, takes)) = carry_out(slot, meaning, context)? {
        let target = self::slot(&target.0, &target.1, context);
        follow(slot, &target, takes, context)?;
    }
    Ok(())
}

/// Makes what a descriptor means, or says which place to follow for it.
pub(super) fn carry_out(
    slot: &Gc<Slot>,
    meaning: Meaning,
    context: &mut Context,
) -> JsResult<Option<((Home, JsString), Takes)>> {
    let (home, kind, own) = match meaning {
        Meaning::Alias(home, specifier) => return Ok(Some(((home, specifier), Takes::Module))),
        Meaning::SourceOf(home, specifier, own) => {
            return Ok(Some(((home, specifier), Takes::Source(own))));
        }
        Meaning::Made(home, kind, own) => (home, kind, own),
        Meaning::MadeForBoth(home, kind, own) => {
            let record = record(slot, &home, kind, own, context)?;
            also(slot, &record, context)?;
            settle(slot, Ok(record), context)?;
            return Ok(None);
        }
    };
    let record = record(slot, &home, kind, own, context)?;
    settle(slot, Ok(record), context)?;
    Ok(None)
}

/// The record's own specifier means it too, in the compartment that was asked.
fn also(slot: &Gc<Slot>, record: &Gc<Record>, context: &mut Context) -> JsResult<()> {
    if record.specifier == slot.specifier {
        return Ok(());
    }
    let known = slot.home.slots.borrow().get(&record.specifier).cloned();
    let other = known.unwrap_or_else(|| Slot::new(&slot.home, &record.specifier, context));
    settle(&other, Ok(record.clone()), context)
}

/// Lets a slot become what another becomes.
pub(super) fn follow(
    slot: &Gc<Slot>,
    target: &Gc<Slot>,
    takes: Takes,
    context: &mut Context,
) -> JsResult<()> {
    if let Some(record) = target.record() {
        let outcome = taken(slot, &record, takes, context)?;
        return settle(slot, outcome, context);
    }
    if let Some(reason) = target.failure() {
        return settle(slot, Err(reason), context);
    }
    let last = Slot::last(target);
    if Gc::ptr_eq(&last, slot) {
        return Err(type_error(format!(
            "module {} of compartment {} is redirected in a circle",
            quote(&slot.specifier),
            quote(&slot.home.options.name)
        )));
    }
    slot.follow(&last);
    if let State::Loading { followers, .. } = &mut *target.state.borrow_mut() {
        let slot = slot.clone();
        followers.push(Follower { slot, takes });
    }
    Ok(())
}

/// What a slot becomes when the one it follows is loaded.
fn taken(
    slot: &Slot,
    found: &Gc<Record>,
    takes: Takes,
    context: &mut Context,
) -> JsResult<Outcome> {
    match takes {
        Takes::Module => Ok(Ok(found.clone())),
        Takes::Source(own) => remade(slot, found, own, context),
    }
}

fn remade(slot: &Slot, found: &Record, own: Own, context: &mut Context) -> JsResult<Outcome> {
    match record(slot, &slot.home, found.kind.clone(), own, context) {
        Ok(record) => Ok(Ok(record)),
        Err(error) => reason(error, context).map(Err),
    }
}

/// Ends a slot with an error.
pub(super) fn fail(slot: &Gc<Slot>, error: JsError, context: &mut Context) -> JsResult<()> {
    let reason = reason(error, context)?;
    settle(slot, Err(reason), context)
}

/// Ends a slot, and with it those that follow it, and tells the loads that wait for them. What is settled stays
/// as it is: the first outcome counts.
pub(super) fn settle(slot: &Gc<Slot>, outcome: Outcome, context: &mut Context) -> JsResult<()> {
    let mut ended = VecDeque::from([(slot.clone(), outcome)]);
    while let Some((slot, outcome)) = ended.pop_front() {
        let after = match &outcome {
            Ok(record) => State::Loaded(record.clone()),
            Err(reason) => State::Failed(reason.clone()),
        };
        if !slot.is_loading() {
            continue;
        }
        let State::Loading {
            loads, followers, ..
        } = std::mem::replace(&mut *slot.state.borrow_mut(), after)
        else {
            continue;
        };
        if let Ok(record) = &outcome {
            belongs(&slot.home, &slot.specifier, record);
        }
        if let Some(other) = remember(&slot, outcome.is_ok()) {
            ended.push_back((other, outcome.clone()));
        }
        for follower in followers {
            let become_ = match &outcome {
                Ok(record) => taken(&follower.slot, record, follower.takes, context)?,
                Err(reason) => Err(reason.clone()),
            };
            ended.push_back((follower.slot, become_));
        }
        for load in loads {
            graph::told(&load, &slot, context)?;
        }
    }
    Ok(())
}

/// Fills a new slot with a module that is there already.
///
/// # Errors
/// Only what ends the vat.
pub(in crate::compartment::modules) fn settled(
    slot: &Gc<Slot>,
    record: Gc<Record>,
    context: &mut Context,
) -> JsResult<()> {
    settle(slot, Ok(record), context)
}

/// A module that is loaded stays; one that could not be is forgotten, so that it may be tried again. Gives the
/// slot that still waits for the same module, if this one was loaded past it by `importNow`.
fn remember(slot: &Gc<Slot>, loaded: bool) -> Option<Gc<Slot>> {
    let mut slots = slot.home.slots.borrow_mut();
    let known = slots.get(&slot.specifier).cloned();
    let other = known.filter(|known| !Gc::ptr_eq(known, slot));
    match (loaded, other) {
        (true, Some(other)) => Some(other).filter(|other| other.is_loading()),
        (true, None) => {
            slots.insert(slot.specifier.clone(), slot.clone());
            None
        }
        (false, Some(_)) => None,
        (false, None) => {
            slots.remove(&slot.specifier);
            None
        }
    }
}

/// Whether a value is a promise. Anything else with a `then` is taken for what it is.
pub(super) fn is_promise(value: &JsValue) -> bool {
    value
        .as_object()
        .is_some_and(|object: JsObject| object.is::<Promise>())
}
