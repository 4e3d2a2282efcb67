//! Compares linked documents in parallel, each pair once and only if it is new.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use bamsat_core::audit::{Depth, Judgement};
use bamsat_core::compare::{Bounds, Prepared, compare_within};
use bamsat_core::document::Document;
use bamsat_core::rules;
use rayon::prelude::*;

use super::cache::Cache;
use super::pack::{Models, Place};
use super::progress::Progress;

/// Children of one parent that are judged in one go.
const AT_ONCE: usize = 64;

/// What pairs are judged from.
pub(crate) struct Judge<'a> {
    pub(crate) models: &'a Models,
    pub(crate) places: &'a [Place],
    pub(crate) cache: &'a Cache,
    pub(crate) depth: Depth,
    /// What comparing a pair may take.
    pub(crate) bounds: Bounds,
    /// Pairs that no cache knew.
    pub(crate) compared_anew: AtomicUsize,
    /// Texts that could not be read again, by their number.
    pub(crate) gone: Mutex<BTreeSet<usize>>,
    /// The time of the run was over before all was done.
    pub(crate) is_late: AtomicBool,
}

impl Judge<'_> {
    /// The judgement of each pair (parent, child), in their order; none where a text changed
    /// while the program ran.
    pub(crate) fn all(&self, pairs: &[(usize, usize)], progress: &Progress) -> Vec<Option<Judgement>> {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&at| pairs[at]);
        let groups: Vec<&[usize]> = order.chunk_by(|&a, &b| pairs[a].0 == pairs[b].0).flat_map(|group| group.chunks(AT_ONCE)).collect();
        let judged: Vec<Vec<Option<Judgement>>> = groups.par_iter().map(|group| self.group(group, pairs, progress)).collect();
        let mut out: Vec<Option<Judgement>> = (0..pairs.len()).map(|_| None).collect();
        for (group, judgements) in groups.into_iter().zip(judged) {
            for (&at, judgement) in group.iter().zip(judgements) {
                out[at] = judgement;
            }
        }
        out
    }

    /// Some children of one parent, which is read once and only if it is needed.
    fn group(&self, group: &[usize], pairs: &[(usize, usize)], progress: &Progress) -> Vec<Option<Judgement>> {
        let parent: OnceCell<Option<Document>> = OnceCell::new();
        let prepared: OnceCell<Prepared<'_>> = OnceCell::new();
        let mut new = Vec::new();
        let mut out = Vec::with_capacity(group.len());
        let read = |text: usize| {
            let document = self.models.get(&self.places[text]);
            if document.is_none() {
                self.gone.lock().unwrap_or_else(PoisonError::into_inner).insert(text);
            }
            document
        };
        for &at in group {
            if crate::input::is_late() {
                self.is_late.store(true, Ordering::Relaxed);
                out.push(None);
                continue;
            }
            let (above, below) = (&self.places[pairs[at].0], &self.places[pairs[at].1]);
            let enough = |known: &Judgement| known.details.is_some() || self.depth == Depth::Reports;
            let known = self.cache.judgement(&above.hash, &below.hash).filter(enough);
            let fresh = known.is_none();
            let mut is_whole = true;
            let judgement = known.or_else(|| {
                let parent = parent.get_or_init(|| read(pairs[at].0)).as_ref()?;
                let child = read(pairs[at].1)?;
                let comparison = compare_within(prepared.get_or_init(|| Prepared::new(parent)), &Prepared::new(&child), &self.bounds);
                is_whole = comparison.unjudged.is_none();
                Some(Judgement::of(&comparison, &rules::of_comparison(&comparison), self.depth))
            });
            if fresh && judgement.is_some() {
                self.compared_anew.fetch_add(1, Ordering::Relaxed);
                // Under a higher limit another run judges more of it.
                new.extend(is_whole.then_some(out.len()));
            }
            out.push(judgement);
            progress.step();
        }
        let written = new.iter().filter_map(|&index| {
            let (above, below) = pairs[group[index]];
            Some((&self.places[above].hash, &self.places[below].hash, out[index].as_ref()?))
        });
        self.cache.put_judgements(written);
        out
    }
}
