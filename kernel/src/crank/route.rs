//! P3: where a message goes.
//!
//! Reads the tables to decide; `accepted` applies what it decided. It must never start a vat, convert a
//! reference or look into a body further than a method's name.

use std::collections::BTreeSet;

use crankcase_abi::CapData;

use super::syscalls::SLOT_WEIGHT;
use crate::end;
use crate::ids::{KernelRef, VatId};
use crate::promises;
use crate::tables::Tables;
use crate::tables::rows::{Message, PromiseState, QueueItem};

/// Where a message goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// To this vat: to this object of it, or to this promise that it decides.
    Vat { vat: VatId, target: KernelRef },
    /// It waits for this promise.
    Wait { promise: KernelRef },
    /// Nowhere: its result is rejected with this.
    DeadEnd { reason: CapData<KernelRef> },
}

/// Decides where a message for `target` goes (spec P3.1, P3.4).
pub(crate) fn route(tables: &Tables, target: KernelRef, message: &Message) -> Route {
    if !target.is_promise() {
        return to_object(tables, target);
    }
    match tables.promise_state(target) {
        PromiseState::Unresolved { decider, .. } => {
            match decider.filter(|vat| is_pipelining(tables, *vat)) {
                Some(vat) => Route::Vat { vat, target },
                None => Route::Wait { promise: target },
            }
        }
        PromiseState::Rejected(reason) => Route::DeadEnd {
            reason: repeated(reason),
        },
        PromiseState::Fulfilled(data) => match presence(data) {
            Some(object) => to_object(tables, object),
            None => {
                let method =
                    method_name(&message.methargs).unwrap_or_else(|| "undefined".to_owned());
                let text = format!("data is not callable, has no method {method}");
                Route::DeadEnd {
                    reason: CapData::error(&text),
                }
            }
        },
    }
}

/// The longest reason that is repeated for each message to a rejected promise, in bytes (spec P3.3): a
/// crank may reject the results of many messages at once.
const MAX_REPEATED: usize = 1024;

fn repeated(reason: &CapData<KernelRef>) -> CapData<KernelRef> {
    if weight(reason) <= MAX_REPEATED {
        return reason.clone();
    }
    CapData::error("rejected, for a reason that is too long to repeat")
}

fn to_object(tables: &Tables, target: KernelRef) -> Route {
    let owner = tables.objects.get(&target).and_then(|row| row.owner);
    match owner.filter(|vat| tables.is_alive(*vat)) {
        Some(vat) => Route::Vat { vat, target },
        None => Route::DeadEnd {
            reason: end::vat_terminated(),
        },
    }
}

/// Whether a vat takes messages to the promises that it decides.
pub(crate) fn is_pipelining(tables: &Tables, vat: VatId) -> bool {
    let config = tables.configs.get(&vat);
    config.is_some_and(|config| config.pipelining)
}

/// Makes a message wait for a promise; gives what the look at it weighs. One that would wait for its own
/// result would do so for ever (spec P3.5).
pub(crate) fn wait(tables: &mut Tables, promise: KernelRef, message: Message) -> usize {
    let behind = message.result.map(|result| behind(tables, result));
    if behind.as_ref().is_some_and(|all| all.contains(&promise)) {
        let reason = CapData::error("the message waits for its own result");
        promises::reject_result(tables, message.result, reason);
    } else {
        tables.wait(promise, message);
    }
    behind.map_or(0, |all| (all.len() - 1) * SLOT_WEIGHT)
}

/// A promise, the results of the messages that wait for it, and of those that wait for these.
fn behind(tables: &Tables, promise: KernelRef) -> BTreeSet<KernelRef> {
    let mut found = BTreeSet::from([promise]);
    let mut open = vec![promise];
    while let Some(promise) = open.pop() {
        let results = tables
            .waiting_of(promise)
            .filter_map(|(_, message)| message.result);
        open.extend(results.filter(|result| found.insert(*result)));
    }
    found
}

/// The most items that one crank routes (spec P2.2).
const MAX_ROUTED: usize = 10_000;
/// A crank routes no more once the messages it has routed weigh this much, in bytes (spec P2.2).
const FULL: usize = 16 << 20;

/// Routes what was accepted, in order, until nothing is left or it was enough for one crank (spec P2.2).
pub(crate) fn accepted(tables: &mut Tables) {
    let mut weight = 0;
    for _ in 0..MAX_ROUTED {
        if weight >= FULL {
            break;
        }
        match tables.first_accepted() {
            None => break,
            Some(QueueItem::Waiting { promise }) => {
                let promise = *promise;
                weight += waiting(tables, promise);
            }
            Some(_) => {
                let item = tables.take_accepted();
                weight += item.map_or(0, |item| one(tables, item));
            }
        }
    }
}

/// Routes one item; gives what it weighs.
fn one(tables: &mut Tables, item: QueueItem) -> usize {
    match item {
        QueueItem::Send { target, message } => send(tables, target, message),
        other => {
            tables.enqueue(other);
            0
        }
    }
}

/// Routes one message that waited for a promise, or finds that there are no more. Where the promise is still
/// unresolved, its decider was to take them, and is not its decider any more: they keep their places.
fn waiting(tables: &mut Tables, promise: KernelRef) -> usize {
    let waits = match tables.promise_state(promise) {
        PromiseState::Unresolved { decider, .. } => {
            decider.is_none_or(|vat| !is_pipelining(tables, vat))
        }
        PromiseState::Fulfilled(_) | PromiseState::Rejected(_) => false,
    };
    let message = (!waits).then(|| tables.take_waiting(promise)).flatten();
    let Some(message) = message else {
        tables.take_accepted();
        return 0;
    };
    let counted: Vec<_> = message.references().collect();
    let weight = send(tables, promise, message);
    counted.into_iter().for_each(|kref| tables.release(kref));
    weight
}

fn send(tables: &mut Tables, target: KernelRef, message: Message) -> usize {
    let weight = weight(&message.methargs);
    match route(tables, target, &message) {
        Route::Vat { target, .. } => tables.enqueue(QueueItem::Send { target, message }),
        Route::Wait { promise } => return weight + wait(tables, promise, message),
        Route::DeadEnd { reason } => promises::reject_result(tables, message.result, reason),
    }
    weight
}

fn weight(data: &CapData<KernelRef>) -> usize {
    data.body.len() + data.slots.len() * SLOT_WEIGHT
}

/// The object that data consists of, if it is nothing but that.
fn presence(data: &CapData<KernelRef>) -> Option<KernelRef> {
    let [slot] = data.slots.as_slice() else {
        return None;
    };
    let alone = lone_slot(&data.body).is_some_and(|sigil| sigil == '$');
    (alone && !slot.is_promise()).then_some(*slot)
}

/// Whether a body is one slot and nothing else: gives its smallcaps sigil, `$` or `&`.
pub(crate) fn lone_slot(body: &str) -> Option<char> {
    if let Some(smallcaps) = body.strip_prefix('#') {
        let sigil = smallcaps
            .strip_prefix('"')?
            .chars()
            .next()
            .filter(|sigil| "$&".contains(*sigil));
        let rest = after_string(smallcaps)?;
        return sigil.filter(|_| rest.trim_ascii().is_empty());
    }
    // The older encoding spells a slot as a small record.
    if body.len() > MAX_REPEATED || !body.contains("@qclass") {
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(body).ok()?;
    let is_slot = value.get("@qclass").is_some_and(|class| class == "slot");
    is_slot.then_some('$')
}

/// What follows a JSON string literal. Looks for its end only, so that no escape can make it fail.
fn after_string(text: &str) -> Option<&str> {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => _ = bytes.next(),
            b'"' => return Some(&text[at + 1..]),
            _ => {}
        }
    }
    None
}

/// The method that a message calls, for the text of an error.
fn method_name(methargs: &CapData<KernelRef>) -> Option<String> {
    let list = methargs.body.strip_prefix('#').unwrap_or(&methargs.body);
    let first = list.strip_prefix('[')?.trim_ascii_start();
    let literal =
        &first[..first.len() - after_string(first.starts_with('"').then_some(first)?)?.len()];
    let name: String = serde_json::from_str(literal)
        .ok()
        .filter(|name: &String| name.len() <= MAX_REPEATED)?;
    Some(name.strip_prefix('!').unwrap_or(&name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lone_slot_is_a_presence() {
        // spec P3.1
        let data = |body: &str, slots: &[KernelRef]| CapData {
            body: body.to_owned(),
            slots: slots.to_vec(),
        };
        let object = KernelRef::object(20);
        assert_eq!(
            presence(&data("#\"$0.Alleged: a \\\" b\"", &[object])),
            Some(object)
        );
        assert_eq!(presence(&data("#\"$0\"", &[object])), Some(object));
        assert_eq!(
            presence(&data("{\"@qclass\":\"slot\",\"index\":0}", &[object])),
            Some(object)
        );
        for body in [
            "#[\"$0\"]",
            "#\"$0\" ",
            "#\"$0",
            "#\"x\"",
            "#\"!$0\"",
            "",
            "#",
            "[\"$0\"]",
        ] {
            let expected = (body == "#\"$0\" ").then_some(object);
            assert_eq!(presence(&data(body, &[object])), expected, "{body}");
        }
        assert_eq!(presence(&data("#\"&0\"", &[KernelRef::promise(40)])), None);
    }
}
