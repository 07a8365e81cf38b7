//! The modules that the runtime itself provides.

use boa_engine::module::Module;
use boa_engine::{Context, JsNativeError, JsResult};

/// Makes whatever the native modules export, before the realm is locked down.
pub fn prepare(_context: &mut Context) -> JsResult<()> {
    Ok(())
}

/// The native module of this name.
pub fn module(name: &str, _context: &mut Context) -> JsResult<Module> {
    Err(JsNativeError::typ().with_message(format!("no native module {name}")).into())
}
