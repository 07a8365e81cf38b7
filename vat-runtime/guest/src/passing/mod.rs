//! What can be passed between vats: pass styles, remotables, tagged data, passable errors and symbols (spec V1.1).
//!
//! Everything here reads objects without running vat code, but for the traps of proxies (spec V1.5), and nothing
//! here sends, encodes or keeps references.

mod content;
pub mod describe;
pub(crate) mod failure;
mod functions;
pub(crate) mod inspect;
mod names;
pub(crate) mod refusal;
mod remotable;
mod style;
mod symbols;
mod tagged;

use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsResult, Trace, js_string};
use crankcase_abi::VatRef;

pub(crate) use content::{Content, target};
pub use failure::is_error_like;
pub(crate) use functions::exports;
pub use names::{Names, names};
pub(crate) use remotable::{check_interface, interface, marked_prototype};
pub use remotable::{interface_of, make_remotable, method_names};
pub use style::{PassStyle, pass_style_of};
pub(crate) use style::{check_depth, check_style, open};
pub(crate) use symbols::{name_for_symbol, symbol_for_name};
pub(crate) use tagged::make_tagged;

/// How deep passable data may be nested. It bounds the stack that a body from another vat can use here.
pub const MAX_DEPTH: usize = 1_000;

/// The data of an object that stands for one of another vat.
#[derive(Debug, Trace, Finalize, JsData)]
pub struct Presence {
    /// How this vat refers to it.
    #[unsafe_ignore_trace]
    pub vref: VatRef,
}

/// Looks up what pass styles compare with and publishes `passStyleOf` where bundled copies of its package
/// look for it (spec V4.7). Before the realm is locked down.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn install(context: &mut Context) -> JsResult<()> {
    names::install(context)?;
    let key = names(context).symbol_for(js_string!("@endo passStyleOf"), context)?;
    let pass_style_of = functions::pass_style_of_function(context);
    let attribute = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    context.register_global_property(key, pass_style_of, attribute)
}

#[cfg(test)]
pub(crate) mod tests;
