//! Eventual send.

use boa_engine::{Context, JsResult};

/// Defines `HandledPromise` on the global object, before the realm is locked down.
pub fn install(_context: &mut Context) -> JsResult<()> {
    Ok(())
}
