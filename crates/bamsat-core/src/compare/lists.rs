//! Lists of numbers in one piece of memory.

/// Lists of numbers, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Lists {
    values: Vec<u32>,
    ends: Vec<usize>,
}

impl Lists {
    pub(super) fn with_room(values: usize, lists: usize) -> Self {
        Self { values: Vec::with_capacity(values), ends: Vec::with_capacity(lists) }
    }

    /// Adds to the list that is not yet ended.
    pub(super) fn push(&mut self, value: u32) {
        self.values.push(value);
    }

    /// Adds to the list that is not yet ended.
    pub(super) fn extend(&mut self, values: &[u32]) {
        self.values.extend_from_slice(values);
    }

    /// Ends a list.
    pub(super) fn end(&mut self) {
        self.ends.push(self.values.len());
    }

    /// Lists of these lengths, each filled with the keys of the values that name it, in order.
    pub(super) fn inverse(&self, lengths: &[u32]) -> Self {
        // Where the next key of each list goes; behind the last one in the end.
        let mut next = Vec::with_capacity(lengths.len());
        lengths.iter().fold(0, |start, length| {
            next.push(start);
            start + *length as usize
        });
        let mut values = vec![0; self.values.len()];
        for (key, list) in self.iter().enumerate() {
            for value in list {
                let at = &mut next[*value as usize];
                values[*at] = key as u32;
                *at += 1;
            }
        }
        Self { values, ends: next }
    }

    pub(super) fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[start..self.ends[at]]
    }

    /// The list that was ended last.
    pub(super) fn last(&self) -> &[u32] {
        self.ends.len().checked_sub(1).map_or(&[], |at| self.get(at))
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    /// Number of lists.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Number of values in all lists.
    pub(super) fn total(&self) -> usize {
        self.values.len()
    }
}
