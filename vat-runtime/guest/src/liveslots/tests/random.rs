//! Random lives of imports and exports, against a model that says exactly what a vat gives up and when
//! (spec G20, G21).

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::CapData;

use super::Vat;

const CODE: &str = "
    export const buildRootObject = (_, __, bag) => {
        const kept = new Map(); const own = new Map(); const maps = [0, 1, 2].map(() => new WeakMap());
        return Far('root', {
            keep(i, x) { kept.set(i, x); },
            use() {},
            forget(i) { kept.delete(i); },
            weak(c, key, value) { maps[c].set(key, value); },
            unweak(c, key) { maps[c].delete(key); },
            end(c) { maps[c] = new WeakMap(); },
            has(c, key) { return maps[c].has(key); },
            store(k, x) { if (bag.has(k)) { bag.set(k, x); } else { bag.init(k, x); } },
            unstore(k) { if (bag.has(k)) bag.delete(k); },
            make(n) { own.set(n, Far('own', {})); },
            tell(n) { return own.get(n); },
            lose(n) { own.delete(n); },
        });
    };";

/// A sequence of numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// What the kernel knows of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Reachable,
    Recognizable,
}

/// What is true, of a vat under test.
#[derive(Default)]
struct Model {
    imports: BTreeMap<u64, Standing>,
    kept: BTreeMap<u64, u64>,
    /// By collection and key: the import that the value is, if any.
    entries: BTreeMap<(u64, u64), u64>,
    stored: BTreeMap<u64, u64>,
    /// By name: which of all objects that were made.
    own: BTreeMap<u64, u64>,
    made: u64,
    /// References of made objects, by object.
    exports: BTreeMap<u64, (u64, Standing)>,
    last_export: u64,
}

impl Model {
    /// The calls of a reap.
    fn reap(&mut self) -> Vec<String> {
        let mut held: BTreeSet<u64> = self.kept.values().copied().collect();
        held.extend(self.entries.values());
        held.extend(self.stored.values());
        let mut dropped = Vec::new();
        let mut retired = Vec::new();
        for (import, standing) in &mut self.imports {
            if *standing == Standing::Reachable && !held.contains(import) {
                *standing = Standing::Recognizable;
                dropped.push(format!("o-{import}"));
            }
        }
        self.imports.retain(|import, standing| {
            let recognized = self.entries.keys().any(|(_, key)| key == import);
            let keep = *standing == Standing::Reachable || recognized;
            if !keep {
                retired.push(format!("o-{import}"));
            }
            keep
        });
        let mut gone = Vec::new();
        let own: BTreeSet<u64> = self.own.values().copied().collect();
        self.exports.retain(|object, (vref, standing)| {
            let keep = *standing == Standing::Reachable || own.contains(object);
            if !keep {
                gone.push(format!("o+{vref}"));
            }
            keep
        });
        let call = |name: &str, mut objects: Vec<String>| {
            objects.sort();
            (!objects.is_empty()).then(|| format!("{name} {}", objects.join(" ")))
        };
        [
            call("dropImports", dropped),
            call("retireImports", retired),
            call("retireExports", gone),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// One step of a vat and its model.
fn step(vat: &mut Vat, model: &mut Model, random: &mut Random) {
    let (a, b) = (50 + random.below(12), 50 + random.below(12));
    let (name, collection) = (random.below(6), random.below(3));
    let mut tell = |method: &str, args: &str, imports: &[u64]| {
        for import in imports {
            model.imports.insert(*import, Standing::Reachable);
        }
        let slots: Vec<String> = imports.iter().map(|import| format!("o-{import}")).collect();
        let body = format!("#[\"{method}\",[{args}]]");
        vat.send("o+0", &body, &slots.join(" "), Some("p-60"))
    };
    match random.below(16) {
        0 | 1 => {
            tell("keep", &format!("{name},\"$0\""), &[a]);
            model.kept.insert(name, a);
        }
        2 => drop(tell("use", "\"$0\"", &[a])),
        3 | 4 => {
            tell("forget", &name.to_string(), &[]);
            model.kept.remove(&name);
        }
        5 | 6 => {
            tell("weak", &format!("{collection},\"$0\",\"$1\""), &[a, b]);
            model.entries.insert((collection, a), b);
        }
        7 => {
            tell("unweak", &format!("{collection},\"$0\""), &[a]);
            model.entries.remove(&(collection, a));
        }
        8 if random.below(3) == 0 => {
            tell("end", &collection.to_string(), &[]);
            model.entries.retain(|(of, _), _| *of != collection);
        }
        9 => {
            let found = tell("has", &format!("{collection},\"$0\""), &[a]);
            let has = model.entries.contains_key(&(collection, a));
            assert_eq!(found, [format!("resolve p-60 = #{has}")]);
        }
        10 => {
            tell("store", &format!("\"{name}\",\"$0\""), &[a]);
            model.stored.insert(name, a);
        }
        11 => {
            tell("unstore", &format!("\"{name}\""), &[]);
            model.stored.remove(&name);
        }
        12 => match model.imports.get(&a) {
            Some(Standing::Recognizable) => {
                assert_eq!(vat.garbage("retireImports", &format!("o-{a}")), Ok(vec![]));
                model.imports.remove(&a);
                model.entries.retain(|(_, key), _| *key != a);
            }
            _ => own(vat, model, random, name),
        },
        13 | 14 => own(vat, model, random, name),
        _ => {
            let expected = model.reap();
            assert_eq!(vat.reap(), expected);
        }
    }
}

/// One step in the life of an object of the vat.
fn own(vat: &mut Vat, model: &mut Model, random: &mut Random, name: u64) {
    let mut ask = |method: &str| vat.call(&format!("#[\"{method}\",[{name}]]"), "");
    match (random.below(5), model.own.get(&name).copied()) {
        (0, _) | (_, None) => {
            ask("make");
            model.made += 1;
            model.own.insert(name, model.made);
        }
        (1, Some(_)) => {
            ask("lose");
            model.own.remove(&name);
        }
        (2, Some(object)) => {
            let told = ask("tell");
            let next = model.last_export + 1;
            let known = model
                .exports
                .entry(object)
                .or_insert((next, Standing::Reachable));
            model.last_export = model.last_export.max(known.0);
            known.1 = Standing::Reachable;
            let vref = known.0;
            assert_eq!(
                told,
                [format!("resolve p-60 = #\"$0.Alleged: own\" [o+{vref}]")]
            );
        }
        (other, Some(_)) => {
            let wanted = if other == 3 {
                Standing::Reachable
            } else {
                Standing::Recognizable
            };
            let found = model
                .exports
                .iter()
                .find(|(_, (_, standing))| *standing == wanted);
            let Some((object, (vref, _))) = found.map(|(object, export)| (*object, *export)) else {
                return;
            };
            let what = if wanted == Standing::Reachable {
                model.exports.insert(object, (vref, Standing::Recognizable));
                "dropExports"
            } else {
                model.exports.remove(&object);
                "retireExports"
            };
            assert_eq!(vat.garbage(what, &format!("o+{vref}")), Ok(vec![]));
        }
    }
}

#[test]
fn a_vat_gives_up_exactly_what_the_model_says() {
    // spec G20, G21, G22, G23, G30, G31, G32, G33, G55
    let mut exports = 0;
    for seed in 1..=24 {
        let mut vat = Vat::load(CODE);
        assert_eq!(vat.start_with(CapData::undefined()), Ok(vec![]));
        let mut model = Model::default();
        let mut random = Random(seed);
        for _ in 0..400 {
            step(&mut vat, &mut model, &mut random);
        }
        let expected = model.reap();
        assert_eq!(vat.reap(), expected);
        exports += model.last_export;
    }
    assert!(exports > 80, "only {exports} exports");
}
