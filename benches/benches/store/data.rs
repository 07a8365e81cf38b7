//! What the benches of the store commit: numbers that look random and are the same in every run, and blocks
//! made of them.

use std::time::Duration;

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let words = std::iter::repeat_with(|| self.number().to_le_bytes()).flatten();
        words.take(length).collect()
    }
}

/// What one block changes.
pub struct Block {
    pub updates: Vec<(Vec<u8>, Vec<u8>)>,
    pub entries: Vec<Vec<u8>>,
}

impl Block {
    /// A block of so many updates of `keys` keys, about 20 bytes each with values of about 100, and so many
    /// transcript entries of about 1 KB.
    pub fn new(random: &mut Random, keys: u64, updates: usize, entries: usize) -> Self {
        let update = |random: &mut Random| {
            let key = format!("table.row.{:010}", random.number() % keys);
            let length = 80 + random.number() as usize % 40;
            (key.into_bytes(), random.bytes(length))
        };
        let updates = (0..updates).map(|_| update(random)).collect();
        let entry = |random: &mut Random| {
            let length = 900 + random.number() as usize % 200;
            random.bytes(length)
        };
        let entries = (0..entries).map(|_| entry(random)).collect();
        Self { updates, entries }
    }

    /// All of its bytes, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        let updates = self.updates.iter().flat_map(|(key, value)| [key, value]);
        updates.chain(&self.entries).flatten().copied().collect()
    }
}

/// Times of one thing.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that `part` of the times are below.
    pub fn at(&self, part: f64) -> Duration {
        let mut times = self.0.clone();
        times.sort();
        times[((times.len() - 1) as f64 * part) as usize]
    }

    pub fn median(&self) -> Duration {
        self.at(0.5)
    }
}

/// Milliseconds, to be read.
pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
