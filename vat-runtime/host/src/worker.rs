//! P5, the host's side: one vat, its deliveries one at a time, each with its own meter (spec M2).
//!
//! After a delivery that did not return, the instance is gone and so is the worker; nothing that trapped is
//! ever resumed (spec M7).

use std::sync::Arc;

use crankcase_abi::{
    CHUNK_BYTES, Computrons, CrankReport, Delivery, Ended, HeapImage, HeapRoot, HostError,
    KernelSide, VatSpec, VatWorker, codec,
};

use crate::heap::{self, Heap};
use crate::image::Image;
use crate::imports::with_kernel;
use crate::instance::Live;
use crate::written::written_chunks;
use crate::{end, meter, stack};

/// One vat.
pub struct Worker {
    name: String,
    /// `None` once the vat has ended.
    live: Option<Box<Live>>,
    /// The bundle, until the first delivery has loaded it.
    bundle: Option<Arc<[u8]>>,
    heap: Heap,
}

impl Worker {
    /// A vat on the base memory.
    ///
    /// # Errors
    /// When the host cannot run it.
    pub fn create(image: &Image, vat: &VatSpec) -> Result<Self, HostError> {
        Ok(Self {
            name: vat.name.clone(),
            live: Some(image.instance(vat.memory_limit)?),
            bundle: Some(Arc::clone(&vat.bundle)),
            heap: Heap::new(image.base()),
        })
    }

    /// A vat on the memory of a heap image. The image's hashes are believed: who read it from somewhere has
    /// checked them.
    ///
    /// # Errors
    /// When the host cannot run it, or the heap is not one of this image's or exceeds the limit.
    pub fn restore(image: &Image, vat: &VatSpec, saved: &HeapImage) -> Result<Self, HostError> {
        let base = image.base();
        let bytes = saved.chunks.len() * CHUNK_BYTES;
        let unfit = |why: String| HostError(format!("cannot restore {}: {why}", vat.name));
        if saved.chunks.len() < base.len() {
            return Err(unfit(format!(
                "{bytes} bytes are less than every vat begins with"
            )));
        }
        if bytes as u64 > vat.memory_limit {
            return Err(unfit(format!(
                "{bytes} bytes exceed its limit of {} bytes",
                vat.memory_limit
            )));
        }
        if saved
            .chunks
            .iter()
            .any(|chunk| chunk.bytes.len() != CHUNK_BYTES)
        {
            return Err(unfit("a chunk of its heap has a wrong size".to_owned()));
        }
        let mut live = image.instance(vat.memory_limit)?;
        let memory = live
            .memory_of(bytes)
            .map_err(|error| unfit(format!("{error:#}")))?;
        let mut changed = saved.chunks.len() > base.len();
        let zero = heap::zero_chunk();
        let begun = base.iter().chain(std::iter::repeat(&zero));
        let targets = memory.chunks_exact_mut(CHUNK_BYTES);
        for ((chunk, begun), target) in saved.chunks.iter().zip(begun).zip(targets) {
            if begun.hash != chunk.hash {
                copy_pages(&chunk.bytes, &begun.bytes, target);
                changed = true;
            }
        }
        Ok(Self {
            name: vat.name.clone(),
            live: Some(live),
            // To load a bundle leaves traces, so a memory equal to the base has not loaded any.
            bundle: (!changed).then(|| Arc::clone(&vat.bundle)),
            heap: Heap::of(saved, base),
        })
    }
}

/// Makes `target` out of what it begins as equal to `chunk`, by way of as few pages as possible: the first
/// byte written to a page costs more than to copy all of it.
fn copy_pages(chunk: &[u8], begun: &[u8], target: &mut [u8]) {
    const PAGE: usize = 4096;
    let pages = chunk.chunks_exact(PAGE).zip(begun.chunks_exact(PAGE));
    for ((page, begun), target) in pages.zip(target.chunks_exact_mut(PAGE)) {
        if page != begun {
            target.copy_from_slice(page);
        }
    }
}

/// What every call to a vat that has ended gives.
fn ended(name: &str) -> HostError {
    HostError(format!("vat {name} has ended"))
}

impl VatWorker for Worker {
    fn deliver(
        &mut self,
        delivery: &Delivery,
        budget: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError> {
        // Taken, so that the worker is dead unless the delivery returns, also when the kernel panics.
        let mut live = self.live.take().ok_or_else(|| ended(&self.name))?;
        let bundle = self.bundle.take();
        let delivery = codec::encode(delivery);
        let failed = |error: wasmtime::Error| HostError(format!("running a vat failed: {error:#}"));
        live.begin(meter::fuel(budget)).map_err(failed)?;
        let outcome = stack::with_room(|| {
            with_kernel(kernel, || {
                if let Some(bundle) = &bundle {
                    live.load(bundle)?;
                }
                live.deliver(&delivery)
            })
        });
        let how = match outcome {
            Ok(None) => Ended::Returned,
            Ok(Some(fault)) => Ended::VatFault(fault),
            Err(error) => end::name(error, &live.scene()).map_err(failed)?,
        };
        let computrons = match how {
            Ended::OutOfMeter => budget,
            _ => meter::used(budget, live.fuel().map_err(failed)?),
        };
        let memory_bytes = live.memory().len() as u64;
        if how == Ended::Returned {
            self.live = Some(live);
        }
        Ok(CrankReport {
            ended: how,
            computrons,
            memory_bytes,
        })
    }

    fn heap_root(&mut self) -> Result<HeapRoot, HostError> {
        let live = self.live.as_deref().ok_or_else(|| ended(&self.name))?;
        let memory = live.memory();
        Ok(self.heap.root(memory, written_chunks(memory).as_deref()))
    }

    fn image(&mut self) -> Result<HeapImage, HostError> {
        let live = self.live.as_deref().ok_or_else(|| ended(&self.name))?;
        let memory = live.memory();
        Ok(self.heap.image(memory, written_chunks(memory).as_deref()))
    }
}
