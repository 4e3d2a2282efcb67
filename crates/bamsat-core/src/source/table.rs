//! Numbers by what they stand for.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// Numbers from 0 on, each at or behind the place that what it stands for is hashed to; whoever asks keeps what the
/// numbers stand for.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    places: Vec<u32>,
}

/// No number.
const NONE: u32 = u32::MAX;

/// Where a search ended: the free place behind the hash.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Free(usize);

impl Table {
    /// A table that is at most half full with `room` numbers.
    pub(crate) fn with_room(room: usize) -> Self {
        Self { places: vec![NONE; (room * 2 + 1).next_power_of_two()] }
    }

    /// The number with this hash that is meant, or the place where it belongs.
    #[inline]
    pub(crate) fn find(&self, hash: usize, is_meant: impl Fn(u32) -> bool) -> Result<u32, Free> {
        let mask = self.places.len() - 1;
        let mut at = hash & mask;
        loop {
            match self.places[at] {
                NONE => return Err(Free(at)),
                number if is_meant(number) => return Ok(number),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Adds the next number where a search for it ended; `hash` is that of each number, the new one included.
    #[inline]
    pub(crate) fn add(&mut self, number: u32, free: Free, hash: impl Fn(u32) -> usize) {
        // A free place must be left, at which a search ends.
        if (number as usize + 1) * 4 > self.places.len() * 3 {
            self.grow(number, hash);
        } else {
            self.places[free.0] = number;
        }
    }

    #[cold]
    fn grow(&mut self, last: u32, hash: impl Fn(u32) -> usize) {
        self.places = vec![NONE; self.places.len() * 4];
        for number in 0..=last {
            if let Err(free) = self.find(hash(number), |_| false) {
                self.places[free.0] = number;
            }
        }
    }
}

/// What spreads numbers over a table, of its own in every run of the program: no text can be made so that its words
/// crowd in one place. What is numbered, and how, does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeds([u64; 2]);

static RANDOM: LazyLock<RandomState> = LazyLock::new(RandomState::new);

impl Seeds {
    pub(crate) fn of_this_run() -> Self {
        static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds([1, 2].map(|number: u64| RANDOM.hash_one(number))));
        *SEEDS
    }

    /// The hash of two numbers.
    #[inline]
    pub(crate) fn hash(self, a: u64, b: u64) -> usize {
        let product = u128::from(a ^ self.0[0]) * u128::from(b ^ self.0[1]);
        (product as u64 ^ (product >> 64) as u64) as usize
    }

    /// The hash of any bytes, slower.
    pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
        RANDOM.hash_one(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_never_full() {
        for room in 0..4 {
            let mut table = Table::with_room(room);
            // Two numbers for each hash.
            let hash = |number: u32| (number / 2) as usize * 3;
            for number in 0..500 {
                let free = table.find(hash(number), |other| other == number).expect_err("it is new");
                table.add(number, free, hash);
            }
            assert!((0..500).all(|number| table.find(hash(number), |other| other == number).is_ok_and(|found| found == number)));
            assert!(table.find(7, |_| false).is_err());
        }
    }
}
