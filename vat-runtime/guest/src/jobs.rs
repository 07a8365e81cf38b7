//! The promise queue of a vat: strictly first in, first out, and nothing else (spec P5.1).
//!
//! There are no timers and no idle work here; a crank is over when the queue is empty.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use boa_engine::job::{Job, JobExecutor, NativeAsyncJob};
use boa_engine::{Context, JsResult};
use crankcase_abi::VatFault;

use crate::errors;

/// The queue.
#[derive(Default)]
pub struct Queue {
    jobs: RefCell<VecDeque<Job>>,
}

impl JobExecutor for Queue {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        self.jobs.borrow_mut().push_back(job);
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        loop {
            let Some(job) = self.jobs.borrow_mut().pop_front() else {
                return Ok(());
            };
            let outcome = match job {
                Job::PromiseJob(job) => job.call(context),
                Job::GenericJob(job) => job.call(context),
                Job::AsyncJob(job) => run_async(job, context),
                // Weak references and timers are not part of a vat's world: their jobs never come.
                _ => continue,
            };
            outcome?;
        }
    }
}

/// The engine loads modules in asynchronous jobs. The module loader never waits for anything, so each ends
/// the first time it is polled.
fn run_async(job: NativeAsyncJob, context: &mut Context) -> JsResult<boa_engine::JsValue> {
    let cell = RefCell::new(context);
    let future = pin!(job.call(&cell));
    match future.poll(&mut std::task::Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => unreachable!("the loader of modules never waits"),
    }
}

/// Runs the queue until it is empty.
///
/// # Errors
/// What ends the vat. What vat code throws in a job becomes a rejection, so anything that comes out of one
/// is a limit or a fault of the engine.
pub fn run_to_empty(context: &mut Context) -> Result<(), VatFault> {
    context
        .run_jobs()
        .map_err(|error| match errors::vat_fault(&error, context) {
            VatFault::Failed(text) => VatFault::EngineFault(text),
            fault => fault,
        })
}
