//! Intrinsics that the language has and the engine lacks (spec E17.1).
//!
//! Each file is one group of them. They may use nothing but the intrinsics of the language, so that they show
//! no more than a program could find out by itself.

mod base64;
mod bytes;
mod errors;
mod escape;
mod hex;
mod immutable;
pub(crate) mod iteration;
mod strings;
mod transfer;
mod zip;

use boa_engine::{Context, JsResult};

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    strings::add(context)?;
    escape::add(context)?;
    errors::add(context)?;
    base64::add(context)?;
    hex::add(context)?;
    transfer::add(context)?;
    immutable::add(context)?;
    zip::add(context)
}

#[cfg(test)]
mod tests;
