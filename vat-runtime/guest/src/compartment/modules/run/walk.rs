//! The walk through a graph: each module after those it imports, and each cycle as one.

use boa_engine::{Context, JsResult, JsValue};

use super::{Phase, body, later};
use crate::compartment::modules::instance::Instance;
use crate::compartment::modules::load::reason;
use crate::compartment::modules::record::number;

/// A module whose imports are being run.
struct Frame {
    instance: Instance,
    index: usize,
    imports: std::vec::IntoIter<Instance>,
    /// The import that was entered last.
    entered: Option<Instance>,
    pending: usize,
}

/// One walk.
struct Walk {
    number: u64,
    /// How many modules it has entered.
    count: usize,
    frames: Vec<Frame>,
    /// The modules that were entered and whose cycle is not complete.
    open: Vec<Instance>,
}

/// Runs a module and what it imports as far as possible now. The inner error is what a module threw.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn walk(root: &Instance, context: &mut Context) -> JsResult<Result<(), JsValue>> {
    let mut walk = Walk {
        number: number(context),
        count: 0,
        frames: Vec::new(),
        open: Vec::new(),
    };
    let outcome = walk.all(root, context)?;
    if let Err(reason) = &outcome {
        for instance in &walk.open {
            let mut progress = instance.progress.borrow_mut();
            progress.phase = Phase::Ended;
            progress.error = Some(reason.clone());
        }
    }
    Ok(outcome)
}

impl Walk {
    fn all(&mut self, root: &Instance, context: &mut Context) -> JsResult<Result<(), JsValue>> {
        if let Err(reason) = self.enter(root) {
            return Ok(Err(reason));
        }
        while let Some(frame) = self.frames.last_mut() {
            if let Some(import) = frame.entered.take()
                && let Err(reason) = self.left(&import)
            {
                return Ok(Err(reason));
            }
            let Some(frame) = self.frames.last_mut() else {
                break;
            };
            if let Some(import) = frame.imports.next() {
                frame.entered = Some(import.clone());
                if let Err(reason) = self.enter(&import) {
                    return Ok(Err(reason));
                }
            } else if let Some(frame) = self.frames.pop() {
                if let Err(reason) = run_one(&frame, context)? {
                    return Ok(Err(reason));
                }
                self.close(&frame);
            }
        }
        Ok(Ok(()))
    }

    /// Begins with a module, unless it was begun before.
    fn enter(&mut self, instance: &Instance) -> Result<(), JsValue> {
        let mut progress = instance.progress.borrow_mut();
        match progress.phase {
            Phase::Running | Phase::Waiting => return Ok(()),
            Phase::Ended => return progress.error.clone().map_or(Ok(()), Err),
            Phase::New => {}
        }
        progress.phase = Phase::Running;
        progress.walk = self.number;
        progress.ancestor = self.count;
        progress.root = Some(instance.clone());
        drop(progress);
        self.open.push(instance.clone());
        self.frames.push(Frame {
            instance: instance.clone(),
            index: self.count,
            imports: instance.before().into_iter(),
            entered: None,
            pending: 0,
        });
        self.count += 1;
        Ok(())
    }

    /// Draws the conclusions from an import that was looked at.
    fn left(&mut self, import: &Instance) -> Result<(), JsValue> {
        let Some(frame) = self.frames.last_mut() else {
            return Ok(());
        };
        // Copied out: a module may import itself.
        let found = {
            let progress = import.progress.borrow();
            let root = progress.root.clone();
            (
                progress.phase,
                progress.walk,
                progress.ancestor,
                progress.order.is_some(),
                root,
            )
        };
        let (waits_for, asynchronous) = match found {
            // Of another walk: it is being run already, further out.
            (Phase::Running, walk, ..) if walk != self.number => return Ok(()),
            (Phase::Running, _, ancestor, ordered, _) => {
                let mut progress = frame.instance.progress.borrow_mut();
                progress.ancestor = progress.ancestor.min(ancestor);
                (import.clone(), ordered)
            }
            (Phase::New, ..) => return Ok(()),
            (Phase::Waiting | Phase::Ended, _, _, _, root) => {
                let root = root.unwrap_or_else(|| import.clone());
                let progress = root.progress.borrow();
                if let Some(error) = progress.error.clone() {
                    return Err(error);
                }
                let waiting = progress.phase == Phase::Waiting;
                drop(progress);
                (root, waiting)
            }
        };
        if asynchronous {
            frame.pending += 1;
            let parent = frame.instance.clone();
            waits_for.progress.borrow_mut().parents.push(parent);
        }
        Ok(())
    }

    /// Ends the cycle that began with a module.
    fn close(&mut self, frame: &Frame) {
        if frame.instance.progress.borrow().ancestor != frame.index {
            return;
        }
        while let Some(last) = self.open.pop() {
            let mut progress = last.progress.borrow_mut();
            progress.phase = if progress.order.is_some() {
                Phase::Waiting
            } else {
                Phase::Ended
            };
            progress.root = Some(frame.instance.clone());
            drop(progress);
            if last == frame.instance {
                return;
            }
        }
    }
}

/// Runs one module whose imports have run, or lets it wait for them.
fn run_one(frame: &Frame, context: &mut Context) -> JsResult<Result<(), JsValue>> {
    let instance = &frame.instance;
    if frame.pending == 0 && !instance.awaits() {
        return match body::run(instance, context) {
            Ok(_) => Ok(Ok(())),
            Err(error) => reason(error, context).map(Err),
        };
    }
    let order = number(context);
    let mut progress = instance.progress.borrow_mut();
    progress.order = Some(order);
    progress.pending = frame.pending;
    drop(progress);
    if frame.pending == 0 {
        later::begin(instance, context)?;
    }
    Ok(Ok(()))
}
