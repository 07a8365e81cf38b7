//! Freezes every intrinsic, whether a global leads to it or not, and the global object itself (spec E1, E2,
//! E19.61).

mod function;

use boa_engine::context::intrinsics::{Intrinsics, StandardConstructor};
use boa_engine::{Context, JsResult, JsValue};

use crate::harden;

pub(crate) use function::lockdown;

pub(super) fn lock_down(context: &mut Context) -> JsResult<()> {
    let mut roots = hidden(context.intrinsics());
    roots.push(context.global_object().into());
    for object in harden::harden_all(&roots, context)? {
        // An heir of a frozen prototype may have its own `toString` by assignment.
        object.mark_shadowable();
    }
    Ok(())
}

/// The constructors of the concrete typed arrays.
pub(super) fn typed_arrays(intrinsics: &Intrinsics) -> [&StandardConstructor; 12] {
    let of = intrinsics.constructors();
    [
        of.typed_int8_array(),
        of.typed_uint8_array(),
        of.typed_uint8clamped_array(),
        of.typed_int16_array(),
        of.typed_uint16_array(),
        of.typed_int32_array(),
        of.typed_uint32_array(),
        of.typed_bigint64_array(),
        of.typed_biguint64_array(),
        of.typed_float16_array(),
        of.typed_float32_array(),
        of.typed_float64_array(),
    ]
}

/// The intrinsics, without regard to whether the globals lead to them: prototypes of iterators and of the
/// kinds of functions are only reached from values that vat code makes.
fn hidden(intrinsics: &Intrinsics) -> Vec<JsValue> {
    let objects = intrinsics.objects();
    let iterators = objects.iterator_prototypes();
    let mut roots: Vec<JsValue> = vec![
        objects.generator().into(),
        objects.async_generator().into(),
        objects.throw_type_error().into(),
        objects.array_prototype_values().into(),
        objects.array_prototype_to_string().into(),
        objects.eval().into(),
        objects.reflect().into(),
        objects.math().into(),
        objects.json().into(),
        objects.atomics().into(),
        iterators.array().into(),
        iterators.async_iterator().into(),
        iterators.async_from_sync_iterator().into(),
        iterators.set().into(),
        iterators.string().into(),
        iterators.regexp_string().into(),
        iterators.map().into(),
        iterators.iterator_helper().into(),
        iterators.wrap_for_valid_iterator().into(),
    ];
    for constructor in constructors(intrinsics) {
        roots.push(constructor.constructor().into());
        roots.push(constructor.prototype().into());
    }
    roots
}

fn constructors(intrinsics: &Intrinsics) -> impl Iterator<Item = &StandardConstructor> {
    let of = intrinsics.constructors();
    let others = [
        of.object(),
        of.function(),
        of.async_function(),
        of.generator_function(),
        of.async_generator_function(),
        of.proxy(),
        of.symbol(),
        of.boolean(),
        of.number(),
        of.bigint(),
        of.string(),
        of.regexp(),
        of.date(),
        of.array(),
        of.map(),
        of.set(),
        of.weak_map(),
        of.weak_set(),
        of.weak_ref(),
        of.finalization_registry(),
        of.iterator(),
        of.promise(),
        of.error(),
        of.aggregate_error(),
        of.eval_error(),
        of.range_error(),
        of.reference_error(),
        of.syntax_error(),
        of.type_error(),
        of.uri_error(),
        of.array_buffer(),
        of.shared_array_buffer(),
        of.data_view(),
        of.typed_array(),
    ];
    others.into_iter().chain(typed_arrays(intrinsics))
}
