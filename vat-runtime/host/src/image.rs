//! One way to run vats: a guest's compiled code and the base memory that its vats begin with, under an
//! [`ImageId`] (spec D1, D2).
//!
//! The base memory is a pure function of guest and settings, like all that follows from it.

use std::hash::{Hash as _, Hasher};
use std::sync::Arc;

use crankcase_abi::{CHUNK_BYTES, Chunk, ChunkHash, HostError, ImageId, VatSpec};
use sha2::{Digest, Sha256};
use wasmtime::{Engine, InstancePre, Module};

use crate::cache::{CacheDir, Entry, Slot, load_code};
use crate::guest::{BadGuest, prepare};
use crate::imports::{self, NoKernel, with_kernel};
use crate::instance::Live;
use crate::memory::{BaseFile, Memories};
use crate::state::State;
use crate::{engine, heap, stack};

/// Fuel for making the start realm: thousands of times what it needs.
const BOOT_FUEL: u64 = 1 << 40;

/// Why a host could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The guest is not one.
    #[error(transparent)]
    Guest(#[from] BadGuest),
    /// The guest does not compile, link or start.
    #[error("the guest image does not start: {0:#}")]
    Engine(#[from] wasmtime::Error),
    /// The system has no room for the base memory.
    #[error("no room for the base memory: {0}")]
    Memory(#[from] std::io::Error),
}

impl From<StartError> for HostError {
    fn from(error: StartError) -> Self {
        Self(error.to_string())
    }
}

/// The code and the base memory of vats.
pub struct Image {
    id: ImageId,
    engine: Engine,
    code: InstancePre<State>,
    base: Arc<[Chunk]>,
}

impl Image {
    /// Loads a guest, from the cache where that has it.
    ///
    /// # Errors
    /// When the guest is not one, or this machine cannot run it.
    pub fn load(guest: &[u8], cache: &CacheDir) -> Result<Self, StartError> {
        let settings = engine::settings();
        let id = identity(guest, &settings.text());
        let memories = Arc::new(Memories::default());
        let engine = settings.engine(memories.clone())?;
        let slot = Slot::new(cache, cache_key(id, &engine));
        if let Some(found) = slot.as_ref().and_then(|slot| from_cache(slot, &engine)) {
            return Self::stand(id, engine, &found.0, found.1, &memories);
        }
        let prepared = prepare(guest)?;
        let code = engine.precompile_module(&prepared.code)?;
        let module = load_code(&engine, &code)?;
        let memory = boot(&engine, &module, &prepared.data)?;
        let base = heap::chunks(&memory);
        if let Some(slot) = slot {
            slot.write(&to_entry(&code, &base));
        }
        Self::stand(id, engine, &module, base, &memories)
    }

    /// Fixes the base memory: from here on, instances begin with it.
    fn stand(
        id: ImageId,
        engine: Engine,
        module: &Module,
        base: Vec<Chunk>,
        memories: &Memories,
    ) -> Result<Self, StartError> {
        let code = imports::linker(&engine, module)?.instantiate_pre(module)?;
        let mut content = Vec::with_capacity(base.len() * CHUNK_BYTES);
        base.iter()
            .for_each(|chunk| content.extend_from_slice(&chunk.bytes));
        memories.set_base(BaseFile::new(&content)?);
        Ok(Self {
            id,
            engine,
            code,
            base: base.into(),
        })
    }

    /// Its identity.
    pub fn id(&self) -> ImageId {
        self.id
    }

    /// The base memory.
    pub fn base(&self) -> &Arc<[Chunk]> {
        &self.base
    }

    /// The size of the base memory, in bytes.
    pub fn base_bytes(&self) -> u64 {
        (self.base.len() * CHUNK_BYTES) as u64
    }

    /// A new instance on the base memory.
    ///
    /// # Errors
    /// When the system has no room for it, or the limit is below the base.
    pub fn instance(&self, memory_limit: u64) -> Result<Box<Live>, HostError> {
        if memory_limit < self.base_bytes() {
            let base = self.base_bytes();
            return Err(HostError(format!(
                "a memory limit of {memory_limit} bytes is below the {base} bytes that every vat begins with"
            )));
        }
        let live = Live::new(&self.engine, &self.code, memory_limit);
        live.map(Box::new)
            .map_err(|error| HostError(format!("cannot make an instance: {error:#}")))
    }
}

/// The identity of guest and settings.
pub fn identity(guest: &[u8], settings: &str) -> ImageId {
    let mut hash = Sha256::new();
    hash.update(b"crankcase image 1\n");
    hash.update((settings.len() as u64).to_be_bytes());
    hash.update(settings);
    hash.update(Sha256::digest(guest));
    ImageId(hash.finalize().into())
}

/// What a cache entry depends on: the image, and the machine that its code was compiled for.
fn cache_key(id: ImageId, engine: &Engine) -> [u8; 32] {
    struct Digester(Sha256);
    impl Hasher for Digester {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
        fn finish(&self) -> u64 {
            unreachable!("the whole digest is taken")
        }
    }
    let mut hash = Digester(Sha256::new());
    hash.write(&id.0);
    hash.write(std::env::consts::ARCH.as_bytes());
    hash.write(std::env::consts::OS.as_bytes());
    engine.precompile_compatibility_hash().hash(&mut hash);
    hash.0.finalize().into()
}

/// Code and base memory out of the cache, if they are there and whole.
fn from_cache(slot: &Slot, engine: &Engine) -> Option<(Module, Vec<Chunk>)> {
    let bytes = slot.read()?;
    let entry = Slot::decode(&bytes)?;
    let mut base = vec![heap::zero_chunk(); usize::try_from(entry.chunks).ok()?];
    for (index, hash, bytes) in &entry.base {
        *base.get_mut(usize::try_from(*index).ok()?)? = Chunk {
            hash: *hash,
            bytes: bytes.as_ref().into(),
        };
    }
    Some((load_code(engine, entry.code).ok()?, base))
}

/// The cache entry of code and base memory.
fn to_entry<'a>(code: &'a [u8], base: &'a [Chunk]) -> Entry<'a> {
    let zero: ChunkHash = heap::zero_chunk().hash;
    let numbered = (0_u32..).zip(base).filter(|(_, chunk)| chunk.hash != zero);
    let written = numbered.map(|(index, chunk)| (index, chunk.hash, chunk.bytes.as_ref().into()));
    Entry {
        code: code.into(),
        chunks: u32::try_from(base.len()).expect("at most 65,536"),
        base: written.collect(),
    }
}

/// Runs a guest up to the point where its vats begin, and takes its memory.
fn boot(engine: &Engine, module: &Module, data: &[(usize, &[u8])]) -> Result<Vec<u8>, StartError> {
    let code = imports::linker(engine, module)?.instantiate_pre(module)?;
    let mut live = Live::new(engine, &code, VatSpec::DEFAULT_MEMORY_LIMIT)?;
    let memory = stack::with_room(|| with_kernel(&mut NoKernel, || live.boot(data, BOOT_FUEL)))?;
    Ok(memory)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUEST: &str = r#"(module (memory (export "memory") 2)
        (global (export "__stack_pointer") (mut i32) (i32.const 65536))
        (func (export "alloc") (param i32) (result i32) (i32.const 70000))
        (func (export "load") (param i32 i32))
        (func (export "deliver") (param i32 i32) (result i64) (i64.const 0))
        (func (export "_initialize")) (func (export "boot") (i32.store (i32.const 65536) (i32.const 1))))"#;

    #[test]
    fn a_start_takes_code_and_base_memory_from_the_cache() {
        let place = tempfile::tempdir().unwrap();
        let cache = CacheDir::At(place.path().to_owned());
        let guest = wat::parse_str(GUEST).unwrap();
        let first = Image::load(&guest, &cache).unwrap();
        // An entry that differs from what boot makes shows where a memory comes from.
        let slot = Slot::new(&cache, cache_key(first.id, &first.engine)).unwrap();
        let bytes = slot.read().unwrap();
        let mut entry = Slot::decode(&bytes).unwrap();
        let marked = vec![9; CHUNK_BYTES];
        entry.base = vec![(1, ChunkHash::of(&marked), marked.as_slice().into())];
        slot.write(&entry);
        let second = Image::load(&guest, &cache).unwrap();
        assert_eq!(second.id(), first.id());
        let memory = |image: &Image| image.instance(1 << 20).unwrap().memory().to_vec();
        assert_eq!(memory(&first)[65_536..65_540], [1, 0, 0, 0]);
        assert_eq!(memory(&second)[65_536..], marked);
        entry.base = vec![(2, ChunkHash::of(&marked), marked.as_slice().into())];
        slot.write(&entry);
        let third = Image::load(&guest, &cache).unwrap();
        assert_eq!(
            memory(&third),
            memory(&first),
            "an entry that makes no sense is made again"
        );
    }

    #[test]
    fn d1_identities_depend_on_guest_and_settings() {
        let id = identity(b"guest", "settings");
        assert_eq!(id, identity(b"guest", "settings"));
        assert_ne!(id, identity(b"guest", "settingS"));
        assert_ne!(id, identity(b"Guest", "settings"));
        assert_ne!(id, identity(b"sguest", "setting"));
    }
}
