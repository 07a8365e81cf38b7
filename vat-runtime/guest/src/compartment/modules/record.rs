//! What a compartment knows of its modules: which are being loaded, which are loaded, and the instances that
//! were made of them.
//!
//! Only holds. Nothing here runs code, and nothing may be borrowed while code of the vat runs.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use boa_engine::builtins::promise::ResolvingFunctions;
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsString, JsValue, Trace};
use boa_gc::{Gc, GcRefCell};

use super::instance::Instance;
use super::kinds::Kind;
use crate::compartment::Options;

/// How many compartments, slots and asynchronous modules the vat has numbered.
#[derive(Debug, Default)]
struct Numbers(Cell<u64>);

/// A number that nothing else in the vat has; later ones are greater.
pub(super) fn number(context: &mut Context) -> u64 {
    if !context.has_data::<Numbers>() {
        context.insert_data(Numbers::default());
    }
    let numbers = context.get_data::<Numbers>().map(|numbers| &numbers.0);
    let next = numbers.map_or(0, Cell::get) + 1;
    if let Some(numbers) = numbers {
        numbers.set(next);
    }
    next
}

/// The modules of one compartment.
#[derive(Trace, Finalize)]
pub(crate) struct HomeData {
    #[unsafe_ignore_trace]
    pub(super) id: u64,
    /// The realm that its modules run in.
    pub(super) realm: Realm,
    /// The compartment in whose code this one was made, if that was not the vat's own.
    pub(super) parent: Option<Home>,
    /// What its owner asked for.
    pub(super) options: Gc<Options>,
    /// The compartment itself, once it exists.
    pub(super) compartment: GcRefCell<Option<JsObject>>,
    /// What is loaded or being loaded, by full specifier.
    pub(super) slots: GcRefCell<BTreeMap<JsString, Gc<Slot>>>,
    /// What was made of it, by full specifier.
    pub(super) instances: GcRefCell<BTreeMap<JsString, Instance>>,
    /// The namespaces that were given out before there was a module for them, by full specifier.
    pub(super) namespaces: GcRefCell<BTreeMap<JsString, JsObject>>,
    /// Those of them whose module is loaded here but not linked, by the specifier it knows itself by.
    pub(super) unfilled: GcRefCell<BTreeMap<JsString, Vec<JsObject>>>,
}

impl std::fmt::Debug for HomeData {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("HomeData")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A handle to the modules of one compartment.
pub(crate) type Home = Gc<HomeData>;

impl HomeData {
    /// The modules of a new compartment: none yet.
    pub(crate) fn new(
        realm: Realm,
        parent: Option<Home>,
        options: Gc<Options>,
        context: &mut Context,
    ) -> Home {
        Gc::new(Self {
            id: number(context),
            realm,
            parent,
            options,
            compartment: GcRefCell::new(None),
            slots: GcRefCell::default(),
            instances: GcRefCell::default(),
            namespaces: GcRefCell::default(),
            unfilled: GcRefCell::default(),
        })
    }

    /// Tells the modules which object their compartment is.
    pub(crate) fn belongs_to(&self, compartment: JsObject) {
        *self.compartment.borrow_mut() = Some(compartment);
    }

    /// The record of a module that is loaded.
    pub(super) fn loaded(&self, specifier: &JsString) -> Option<Gc<Record>> {
        let slot = self.slots.borrow().get(specifier).cloned()?;
        slot.record()
    }
}

/// A full specifier of a compartment, and how far its loading has come.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Slot {
    #[unsafe_ignore_trace]
    pub id: u64,
    pub home: Home,
    pub specifier: JsString,
    pub state: GcRefCell<State>,
}

/// How far the loading of a slot has come.
#[derive(Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) enum State {
    /// A hook has not answered yet, or the slot follows another.
    Loading {
        /// The loads of graphs that wait for it.
        loads: Vec<Gc<Load>>,
        /// The slots that will be what it becomes.
        followers: Vec<Follower>,
        /// A slot that this one follows, directly or through others.
        follows: Option<Gc<Slot>>,
    },
    /// It is there.
    Loaded(Gc<Record>),
    /// It could not be loaded; the compartment has forgotten the slot.
    Failed(JsValue),
}

impl Slot {
    /// A slot that waits for what it will be.
    pub(super) fn new(home: &Home, specifier: &JsString, context: &mut Context) -> Gc<Self> {
        Gc::new(Self {
            id: number(context),
            home: home.clone(),
            specifier: specifier.clone(),
            state: GcRefCell::new(State::Loading {
                loads: Vec::new(),
                followers: Vec::new(),
                follows: None,
            }),
        })
    }

    pub(super) fn is_loading(&self) -> bool {
        matches!(&*self.state.borrow(), State::Loading { .. })
    }

    pub(super) fn record(&self) -> Option<Gc<Record>> {
        match &*self.state.borrow() {
            State::Loaded(record) => Some(record.clone()),
            _ => None,
        }
    }

    pub(super) fn failure(&self) -> Option<JsValue> {
        match &*self.state.borrow() {
            State::Failed(reason) => Some(reason.clone()),
            _ => None,
        }
    }

    fn follows(&self) -> Option<Gc<Self>> {
        match &*self.state.borrow() {
            State::Loading { follows, .. } => follows.clone(),
            _ => None,
        }
    }

    /// Notes which slot this one waits for, directly or through others.
    pub(super) fn follow(&self, ahead: &Gc<Self>) {
        if let State::Loading { follows, .. } = &mut *self.state.borrow_mut() {
            *follows = Some(ahead.clone());
        }
    }

    /// The slot that waits for no other, at the end of those that this one follows. All on the way follow it
    /// directly from now on, so that no chain is walked again and again.
    pub(super) fn last(slot: &Gc<Self>) -> Gc<Self> {
        let mut way = Vec::new();
        let mut last = slot.clone();
        while let Some(ahead) = last.follows() {
            way.push(std::mem::replace(&mut last, ahead));
        }
        for slot in way {
            slot.follow(&last);
        }
        last
    }
}

/// A slot that waits for another, and what it takes from it.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct Follower {
    pub slot: Gc<Slot>,
    pub takes: Takes,
}

/// What a slot takes from the one it follows.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) enum Takes {
    /// The very same module.
    Module,
    /// The source, for an instance of its own.
    Source(Own),
}

/// What a descriptor says about the instance that is made of a source.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct Own {
    /// The full specifier by which the instance knows itself.
    pub specifier: JsString,
    /// What its `import.meta` starts with.
    pub import_meta: JsValue,
}

/// A full specifier of a compartment.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct Place {
    pub home: Home,
    pub specifier: JsString,
}

/// A loaded module: a source, and what its imports mean.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Record {
    pub home: Home,
    pub specifier: JsString,
    /// Where it was asked for, which need not be how it knows itself.
    pub asked: Place,
    pub kind: Kind,
    /// The full specifier of each import.
    pub resolved: Vec<(JsString, JsString)>,
    pub import_meta: JsValue,
}

impl Record {
    /// Where its imports are.
    pub(super) fn places(&self) -> Vec<(Home, JsString)> {
        let place = |(_, full): &(JsString, JsString)| (self.home.clone(), full.clone());
        self.resolved.iter().map(place).collect()
    }
}

/// The load of a whole graph.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Load {
    /// The compartment and the full specifier it started from.
    pub home: Home,
    pub specifier: JsString,
    /// The slots that were looked at, by number.
    #[unsafe_ignore_trace]
    pub seen: RefCell<BTreeSet<u64>>,
    /// How many of them have not been settled.
    #[unsafe_ignore_trace]
    pub waiting: Cell<usize>,
    /// What went wrong so far.
    pub errors: GcRefCell<Vec<JsValue>>,
    /// Settles the promise of the load; empty when that is done.
    pub end: GcRefCell<Option<ResolvingFunctions>>,
}
