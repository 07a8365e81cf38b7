//! Modules that await at their top level, and those that wait for them.

use boa_engine::{Context, JsResult, JsValue};

use super::{Phase, body};
use crate::compartment::modules::instance::Instance;
use crate::compartment::modules::load::reason;
use crate::compartment::modules::promises::when_settled;

/// Begins to run a module that awaits at its top level.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn begin(instance: &Instance, context: &mut Context) -> JsResult<()> {
    let promise = match body::run(instance, context) {
        Ok(Some(promise)) => promise,
        Ok(None) => return ended(instance, context),
        Err(error) => {
            let reason = reason(error, context)?;
            return failed(instance, &reason, context);
        }
    };
    when_settled(
        &promise,
        instance.clone(),
        |instance, _, context| ended(instance, context),
        failed,
        context,
    );
    Ok(())
}

/// A module has run to its end: those that waited for nothing else run now.
fn ended(instance: &Instance, context: &mut Context) -> JsResult<()> {
    if instance.phase() == Phase::Ended {
        return Ok(());
    }
    instance.progress.borrow_mut().phase = Phase::Ended;
    settle(instance, Ok(()), context)?;
    let mut ready = released(instance);
    ready.sort_by_key(|instance| instance.progress.borrow().order);
    for instance in ready {
        if instance.phase() == Phase::Ended {
            continue;
        }
        if instance.awaits() {
            begin(&instance, context)?;
            continue;
        }
        match body::run(&instance, context) {
            Ok(_) => {
                instance.progress.borrow_mut().phase = Phase::Ended;
                settle(&instance, Ok(()), context)?;
            }
            Err(error) => {
                let reason = reason(error, context)?;
                failed(&instance, &reason, context)?;
            }
        }
    }
    Ok(())
}

/// The modules that wait for nothing any more, now that one has ended: its importers, and through those that do
/// not await themselves, theirs.
fn released(ended: &Instance) -> Vec<Instance> {
    let mut ready: Vec<Instance> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec![ended.clone()];
    while let Some(instance) = next.pop() {
        let parents = std::mem::take(&mut instance.progress.borrow_mut().parents);
        for parent in parents {
            if seen.contains(&parent.id) || has_failed(&parent) {
                continue;
            }
            let mut progress = parent.progress.borrow_mut();
            progress.pending = progress.pending.saturating_sub(1);
            let free = progress.pending == 0;
            drop(progress);
            if free {
                seen.insert(parent.id);
                ready.push(parent.clone());
                if !parent.awaits() {
                    next.push(parent);
                }
            }
        }
    }
    ready
}

/// Whether the cycle of a module has failed.
fn has_failed(instance: &Instance) -> bool {
    let progress = instance.progress.borrow();
    match &progress.root {
        Some(root) if root != instance => root.progress.borrow().error.is_some(),
        _ => progress.error.is_some(),
    }
}

/// A module has failed, and with it all that wait for it.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn failed(instance: &Instance, reason: &JsValue, context: &mut Context) -> JsResult<()> {
    let mut next = std::collections::VecDeque::from([instance.clone()]);
    while let Some(instance) = next.pop_front() {
        let mut progress = instance.progress.borrow_mut();
        if progress.phase == Phase::Ended {
            continue;
        }
        progress.phase = Phase::Ended;
        progress.error = Some(reason.clone());
        next.extend(std::mem::take(&mut progress.parents));
        drop(progress);
        settle(&instance, Err(reason.clone()), context)?;
    }
    Ok(())
}

/// Settles the promise of a module, if somebody asked for one.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn settle(
    instance: &Instance,
    outcome: Result<(), JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let settle = instance.progress.borrow_mut().settle.take();
    let undefined = JsValue::undefined();
    match (settle, outcome) {
        (None, _) => {}
        (Some(functions), Ok(())) => drop(functions.resolve.call(&undefined, &[], context)?),
        (Some(functions), Err(reason)) => {
            functions.reject.call(&undefined, &[reason], context)?;
        }
    }
    Ok(())
}
