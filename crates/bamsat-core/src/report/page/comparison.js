// Filters, search and jumping; without it the page shows everything.

const by = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll('tr.row')];
const status = by('status');
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ');
const folded = new Map();
const wordsOf = (row) => folded.get(row) ?? folded.set(row, fold(row.textContent)).get(row);
const isToReview = (row) => row.dataset.group === 'lost' || row.dataset.group === 'changed';

function fits(row, verdict, unit, section, query) {
  if (verdict === 'review' ? !isToReview(row) : verdict && row.dataset.verdict !== verdict) return false;
  if (unit === 'none' ? row.dataset.units.trim() : unit && !row.dataset.units.includes(` ${unit} `)) return false;
  if (section && row.dataset.path !== section && !row.dataset.path.startsWith(`${section}.`)) return false;
  return !query || wordsOf(row).includes(query);
}

function filter() {
  const wanted = [by('by-verdict').value, by('by-unit').value, by('by-section').value, fold(by('query').value).trim()];
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row, ...wanted);
    shown += row.hidden ? 0 : 1;
  }
  for (const part of document.querySelectorAll('.beside tbody, .pair')) part.hidden = !part.querySelector('tr.row:not([hidden])');
  const words = shown ? status.dataset.shown : status.dataset.nothing;
  status.textContent = words.replace('{n}', shown).replace('{all}', rows.length);
  document.body.classList.toggle('filtered', wanted.some(Boolean));
  const losses = rows.some((row) => !row.hidden && isToReview(row));
  by('previous').disabled = by('next').disabled = !losses;
}

// The loss after, or before, the one that was looked at last.
let here = null;
function jump(step) {
  const losses = rows.filter((row) => !row.hidden && isToReview(row));
  if (!losses.length) return;
  const from = here && !here.hidden ? rows.indexOf(here) : step > 0 ? -1 : rows.length;
  const beyond = (row) => (step > 0 ? rows.indexOf(row) > from : rows.indexOf(row) < from);
  const next = step > 0 ? losses.find(beyond) ?? losses[0] : losses.findLast(beyond) ?? losses.at(-1);
  here?.classList.remove('here');
  here = next;
  here.classList.add('here');
  here.focus({ preventScroll: true });
  here.scrollIntoView({ block: here.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
}

function reset() {
  by('filters').reset();
}

by('tools').hidden = false;
by('filters').addEventListener('input', filter);
by('filters').addEventListener('submit', (event) => event.preventDefault());
by('filters').addEventListener('reset', () => setTimeout(filter));
by('next').addEventListener('click', () => jump(1));
by('previous').addEventListener('click', () => jump(-1));
document.addEventListener('focusin', (event) => { here = event.target.closest?.('tr.row') ?? here; });
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return reset();
  if (event.target.closest('input, select, textarea')) return;
  const act = { n: () => jump(1), p: () => jump(-1), '/': () => by('query').focus() }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
filter();
