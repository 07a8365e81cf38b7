//! What the engine asks its host: a world without time, place or chance.

use std::rc::Rc;

use boa_ast::visitor::NodeRef;
use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::builtins::weak_map::WeakKeys;
use boa_engine::context::HostHooks;
use boa_engine::context::time::{Clock, JsInstant};
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::vm::RuntimeLimits;
use boa_engine::{Context, JsResult};

use crate::{compartment, eventual, liveslots};

/// How deep vat code may call and how much the engine's own stack may hold, in calls and values.
///
/// Calls between scripts use the engine's stack, which is heap memory; only calls through built-in
/// functions (a comparator, a getter) use the machine's. The limits keep the first kind within tens of
/// mebibytes.
pub const LIMITS: (usize, usize) = (16_384, 1 << 20);

/// How many frames the stack of an error shows.
const BACKTRACE: usize = 32;

pub(super) fn set_limits(context: &mut Context) {
    let mut limits = RuntimeLimits::default();
    limits.set_recursion_limit(LIMITS.0);
    limits.set_stack_size_limit(LIMITS.1);
    limits.set_backtrace_limit(BACKTRACE);
    context.set_runtime_limits(limits);
}

#[derive(Default)]
pub(super) struct Hooks {
    /// Which imports are keys of weak collections.
    pub(super) weak_keys: Rc<WeakKeys>,
}

impl HostHooks for Hooks {
    fn weak_key(&self, object: &JsObject) -> Option<(u64, Rc<WeakKeys>)> {
        let key = liveslots::weak_key(object)?;
        Some((key, self.weak_keys.clone()))
    }

    fn check_syntax(&self, realm: &Realm, code: NodeRef<'_>) -> JsResult<()> {
        compartment::check_syntax(realm, code)
    }

    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<Promise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        eventual::rejections::track(promise.clone().upcast(), operation, context);
    }

    fn local_timezone_offset_seconds(&self, _: i64) -> i32 {
        0
    }
}

/// A clock that stands still (spec L3.2). Only `Date` would read it, and the vat's `Date` does not.
pub(super) struct NoClock;

impl Clock for NoClock {
    fn now(&self) -> JsInstant {
        JsInstant::new(0, 0)
    }

    fn system_time_millis(&self) -> i64 {
        0
    }
}
