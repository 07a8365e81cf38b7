//! Intrinsics that the language has and the engine lacks (spec E17.1).
//!
//! Each file is one group of them. They may use nothing but the intrinsics of the language, so that they show
//! no more than a program could find out by itself.

mod escape;
mod strings;

use boa_engine::{Context, JsResult};

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    strings::add(context)?;
    escape::add(context)
}

#[cfg(test)]
mod tests;
