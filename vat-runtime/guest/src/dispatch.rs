//! P6: from the bytes of a delivery to the supervisor, and to the end of the crank.
//!
//! A fault that comes out of here ends the vat: the instance is never used again. This file must never
//! interpret a message; that is the supervisor's work.

use boa_engine::Context;
use crankcase_abi::{Bundle, Delivery, VatFault, codec};

use crate::{eventual, jobs, liveslots, realm};

/// One vat: its engine, and its code until that was evaluated.
pub struct Guest {
    context: Context,
    bundle: Option<Vec<u8>>,
}

impl Guest {
    /// The vat before its first delivery, its realm complete and frozen.
    ///
    /// # Panics
    /// When the engine is not the one this code was written for; no input can cause that.
    #[must_use]
    pub fn boot() -> Self {
        Self {
            context: realm::boot(),
            bundle: None,
        }
    }

    /// Keeps the canonical bytes of the vat's bundle for the first delivery.
    pub fn load(&mut self, bundle: Vec<u8>) {
        self.bundle = Some(bundle);
    }

    /// The engine.
    pub fn context(&mut self) -> &mut Context {
        &mut self.context
    }

    /// Runs one delivery until the promise queue is empty.
    ///
    /// # Errors
    /// What ends the vat.
    pub fn deliver(&mut self, delivery: &[u8]) -> Result<(), VatFault> {
        let delivery = codec::decode(delivery)
            .map_err(|error| VatFault::Protocol(format!("not a delivery: {error}")))?;
        let context = &mut self.context;
        match delivery {
            Delivery::StartVat {
                parameters,
                options,
            } => {
                let bytes = self.bundle.take().ok_or_else(|| {
                    VatFault::Protocol(
                        "a vat is started once, after its bundle was loaded".to_owned(),
                    )
                })?;
                let bundle = Bundle::from_bytes(&bytes).map_err(VatFault::Protocol)?;
                realm::set_options(options, context);
                liveslots::start_vat(bundle, &parameters, context)?;
            }
            Delivery::Message {
                target,
                methargs,
                result,
            } => {
                liveslots::message(target, &methargs, result, context)?;
            }
            Delivery::Notify { resolutions } => liveslots::notify(&resolutions, context)?,
            Delivery::DropExports { objects } => liveslots::drop_exports(&objects, context)?,
            Delivery::RetireExports { objects } => liveslots::retire_exports(&objects, context)?,
            Delivery::RetireImports { objects } => liveslots::retire_imports(&objects, context)?,
            Delivery::BringOutYourDead => liveslots::bring_out_your_dead(context),
        }
        jobs::run_to_empty(context)?;
        // Whoever wants a promise that was rejected in this crank has asked for it by now.
        eventual::rejections::report(context);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
