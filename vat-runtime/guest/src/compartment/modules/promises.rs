//! Going on when a promise is settled.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, Trace};

/// What is done with what was kept, and with the value or the reason of a promise. Its error is only what ends the
/// vat.
pub(super) type Step<T> = fn(&T, &JsValue, &mut Context) -> JsResult<()>;

/// Takes one step when a promise is fulfilled, or the other when it is rejected.
pub(super) fn when_settled<T: Clone + Trace + 'static>(
    promise: &JsPromise,
    kept: T,
    fulfilled: Step<T>,
    rejected: Step<T>,
    context: &mut Context,
) {
    let realm = context.realm().clone();
    let [fulfilled, rejected] = [fulfilled, rejected].map(|step| {
        let body = NativeFunction::from_copy_closure_with_captures(
            move |_, args, kept: &T, context| {
                step(kept, args.get_or_undefined(0), context)?;
                Ok(JsValue::undefined())
            },
            kept.clone(),
        );
        FunctionObjectBuilder::new(&realm, body).build()
    });
    promise.react(fulfilled, rejected, context);
}
