//! P7, the vat's side: messages to other vats, and what becomes of the promises this vat decides.
//!
//! A promise that is already settled when it is first mentioned is resolved right behind the mention, in
//! one system call with everything its value mentions in turn. All others are followed: when they settle,
//! the kernel is told. Either way both sides forget the reference then.

use std::collections::BTreeSet;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, NativeFunction};
use crankcase_abi::{CapData, Resolution, Syscall, VatRef};

use super::say;
use super::slots::{serialize, serialize_methargs};
use super::tables::{by_text, tables};
use crate::eventual::{Settler, become_remote, hardened_reason, react, rejections};
use crate::harden::harden;
use crate::marshal::{MAX_BODY, MAX_SLOTS, is_too_large, too_large, too_long};
use crate::passing::inspect::error;

/// Sends a message to another vat. The promise for its outcome can be sent to at once.
///
/// # Errors
/// Only what ends the vat; a message that cannot be sent rejects its promise.
pub(crate) fn send(
    target: VatRef,
    method: &JsValue,
    args: &[JsValue],
    result: Settler,
    context: &mut Context,
) -> JsResult<()> {
    let methargs = match serialize_methargs(method, args, context) {
        Ok(methargs) => methargs,
        Err(error) => return result.settle(Err(error), context),
    };
    let tables = tables(context);
    let promise = result.promise().clone();
    let vpid = tables.borrow_mut().export_promise(&promise);
    tables.borrow_mut().import_promise(vpid, result);
    become_remote(&promise, vpid, context)?;
    let mentioned = promises(&methargs.slots);
    tables.borrow_mut().exported(&methargs.slots);
    say(&Syscall::Send {
        target,
        methargs,
        result: Some(vpid),
    });
    after_mention(mentioned, context)?;
    say(&Syscall::Subscribe { promise: vpid });
    Ok(())
}

fn promises(slots: &[VatRef]) -> Vec<VatRef> {
    slots
        .iter()
        .copied()
        .filter(|slot| slot.is_promise())
        .collect()
}

/// Takes care of the promises that the kernel just heard of.
fn after_mention(mentioned: Vec<VatRef>, context: &mut Context) -> JsResult<()> {
    if mentioned.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::default();
    batch.scan(&mentioned, context)?;
    batch.finish(mentioned, context)
}

/// Tells the kernel how a promise of this vat ended.
pub(super) fn resolve(
    vpid: VatRef,
    rejected: bool,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    let mut batch = Batch::default();
    batch.collect(vpid, rejected, value, context)?;
    batch.finish(Vec::new(), context)?;
    tables(context).borrow_mut().unfollow(vpid);
    Ok(())
}

/// Resolutions that go into one system call.
#[derive(Default)]
struct Batch {
    resolutions: Vec<Resolution>,
    done: BTreeSet<VatRef>,
}

impl Batch {
    /// Adds what of these promises, which the kernel did not know before, is settled already.
    fn scan(&mut self, slots: &[VatRef], context: &mut Context) -> JsResult<()> {
        for &vpid in slots {
            if let Some((rejected, value)) = self.settled(vpid, context)? {
                self.collect(vpid, rejected, &value, context)?;
            }
        }
        Ok(())
    }

    fn settled(&self, vpid: VatRef, context: &mut Context) -> JsResult<Option<(bool, JsValue)>> {
        if self.done.contains(&vpid) {
            return Ok(None);
        }
        let tables = tables(context);
        let known = tables.borrow().is_known(vpid);
        let Some(promise) = tables.borrow().object(vpid).filter(|_| !known) else {
            return Ok(None);
        };
        Ok(match JsPromise::from_object(promise.clone())?.state() {
            PromiseState::Pending => None,
            PromiseState::Fulfilled(value) => Some((false, value)),
            PromiseState::Rejected(reason) => {
                rejections::forget(&promise, context);
                Some((true, reason))
            }
        })
    }

    /// Adds one resolution and what its value mentions. What cannot be passed becomes a rejection.
    ///
    /// Values that mention settled promises are worked through with a list, not by recursion, because a
    /// chain of them may be long.
    fn collect(
        &mut self,
        vpid: VatRef,
        rejected: bool,
        value: &JsValue,
        context: &mut Context,
    ) -> JsResult<()> {
        let mut open = vec![(vpid, rejected, value.clone())];
        while let Some((vpid, rejected, value)) = open.pop() {
            if !self.done.insert(vpid) {
                continue;
            }
            let hardened = harden(&value, context);
            let (rejected, data) = match hardened.and_then(|()| serialize(&value, context)) {
                Ok(data) => (rejected, data),
                Err(error) => (true, serialize_failure(error, context)?),
            };
            let mut found = Vec::new();
            for slot in promises(&data.slots) {
                if let Some((rejected, value)) = self.settled(slot, context)? {
                    found.push((slot, rejected, value));
                }
            }
            // The list is worked through from its end, and the first mentioned comes first.
            open.extend(found.into_iter().rev());
            self.resolutions.push(Resolution {
                promise: vpid,
                rejected,
                data,
            });
        }
        Ok(())
    }

    /// Makes the system call and follows what was mentioned and is still open.
    fn finish(self, mut mentioned: Vec<VatRef>, context: &mut Context) -> JsResult<()> {
        if !self.resolutions.is_empty() {
            if !fits(self.resolutions.iter().map(|resolution| &resolution.data)) {
                return exit_too_large(context);
            }
            for resolution in &self.resolutions {
                mentioned.extend(promises(&resolution.data.slots));
            }
            let tables = tables(context);
            for resolution in &self.resolutions {
                tables.borrow_mut().exported(&resolution.data.slots);
            }
            for vpid in &self.done {
                tables.borrow_mut().retire(*vpid);
            }
            say(&Syscall::Resolve {
                resolutions: self.resolutions,
            });
        }
        mentioned.retain(|vpid| !self.done.contains(vpid));
        for vpid in by_text(mentioned) {
            let found = tables(context).borrow().object(vpid);
            if let Some(promise) = found {
                follow(vpid, &promise, context)?;
            }
        }
        Ok(())
    }
}

/// Whether the data of one system call is within the limits.
fn fits<'a>(data: impl Iterator<Item = &'a CapData<VatRef>>) -> bool {
    let (mut body, mut slots) = (0, 0);
    for data in data {
        body += if too_long(&data.body) {
            MAX_BODY + 1
        } else {
            data.body.len()
        };
        slots += data.slots.len();
    }
    body <= MAX_BODY && slots <= MAX_SLOTS
}

/// The data of an error that kept a value from being sent. It may have been thrown by a proxy, and then be
/// anything; what cannot be sent either is told of.
fn serialize_failure(failure: JsError, context: &mut Context) -> JsResult<CapData<VatRef>> {
    let reason = failure.into_opaque(context)?;
    let reason = hardened_reason(&reason, context)?;
    match serialize(&reason, context) {
        Err(why) if why.as_engine().is_none() => {
            let plain =
                error("rejected with a reason that cannot be passed").into_opaque(context)?;
            serialize(&hardened_reason(&plain, context)?, context)
        }
        other => other,
    }
}

/// What was promised cannot be said: the vat cannot go on.
fn exit_too_large(context: &mut Context) -> JsResult<()> {
    let reason = too_large().into_opaque(context)?;
    let info = serialize(&reason, context)?;
    tables(context).borrow_mut().exported(&info.slots);
    say(&Syscall::Exit {
        failure: true,
        info,
    });
    Ok(())
}

/// Tells the kernel when this promise settles, unless the kernel knows better or was promised it already.
pub(super) fn follow(vpid: VatRef, promise: &JsObject, context: &mut Context) -> JsResult<()> {
    if !tables(context).borrow_mut().follow(vpid) {
        return Ok(());
    }
    let realm = context.realm().clone();
    let [fulfilled, rejected] = [false, true].map(|rejected| {
        NativeFunction::from_copy_closure(move |_, args, context| {
            resolve(vpid, rejected, args.get_or_undefined(0), context)?;
            Ok(JsValue::undefined())
        })
        .to_js_function(&realm)
    });
    react(promise, fulfilled, rejected, context)
}

/// Ends the vat after this crank.
///
/// # Errors
/// When the value cannot be passed.
pub(super) fn exit(failure: bool, value: &JsValue, context: &mut Context) -> JsResult<()> {
    harden(value, context)?;
    let info = match serialize(value, context) {
        Err(error) if is_too_large(&error) => return exit_too_large(context),
        info => info?,
    };
    tables(context).borrow_mut().exported(&info.slots);
    say(&Syscall::Exit { failure, info });
    Ok(())
}
