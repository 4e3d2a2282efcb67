// From the data to documents and links that know each other.

const VERDICTS = ['kept', 'reworded', 'renamed', 'weakened', 'partial', 'reassigned', 'missing'];
const LOSSES = ['weakened', 'partial', 'reassigned', 'missing'];
const RANK = { error: 0, warning: 1, info: 2 };
// Where a band of coverage begins, in per cent; below the first is the band of heavy losses.
const BANDS = [25, 50, 75, 90];

const data = JSON.parse(document.getElementById('data').textContent);
const t = TEXTS[data.lang] || TEXTS.vi;
const docs = data.documents.map((raw, index) => ({ ...raw, index, up: [], down: [], other: [], findings: [] }));
const byId = new Map(docs.map((doc) => [doc.id, doc]));
const links = [];
const pairs = new Map();

for (const raw of data.links) {
  const [parent, child] = [byId.get(raw.parent), byId.get(raw.child)];
  if (!parent || !child) continue;
  const link = { ...raw, parent, child, findings: [] };
  const implementing = raw.relation === 'implements';
  const pair = JSON.stringify([raw.parent, raw.child]);
  if (implementing || !pairs.has(pair)) pairs.set(pair, link);
  (implementing ? parent.down : parent.other).push(link);
  (implementing ? child.up : child.other).push(link);
  links.push(link);
}
// A finding belongs to its link; to the child where no such link is known, so that none is lost.
for (const finding of data.findings || []) {
  const owner = (finding.parent && pairs.get(JSON.stringify([finding.parent, finding.child]))) || byId.get(finding.child);
  if (owner) owner.findings.push(finding);
}
for (const { findings } of [...docs, ...links]) findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);

function groupBy(list, key) {
  const groups = new Map();
  for (const item of list) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}
const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
const mean = (list, value) => sum(list, value) / list.length;
const losses = (link) => (link.summary ? sum(LOSSES, (verdict) => link.summary[verdict]) : 0);
const errors = (list) => sum(list, (finding) => (finding.severity === 'error' ? 1 : 0));

/** Mean coverage of the links that were compared, in per cent; null where none was. */
function coverage(list) {
  const known = list.filter((link) => link.summary && link.summary.coverage !== null);
  return known.length ? Math.round(mean(known, (link) => link.summary.coverage) * 100) : null;
}

/** The class of a coverage: `c0` for heavy losses to `c4`, `cn` where nothing was compared. */
const band = (percent) => (percent === null ? 'cn' : `c${BANDS.filter((start) => percent >= start).length}`);

/** What a reader calls the document. */
const nameOf = (doc) => doc.number || doc.title || doc.path || doc.id;
const longName = (doc) => [doc.type_name, doc.number || doc.title].filter(Boolean).join(' ') || nameOf(doc);
const dateOf = (doc) => (doc.date ? t.day(...doc.date.split('-')) : '');

/** Without case and accents, as people type when they search. */
const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
for (const doc of docs)
  doc.words = plain([doc.number, doc.title, doc.issuer, doc.path, doc.type_name, doc.date, dateOf(doc)].filter(Boolean).join(' '));

/** Documents that hold every word of the query: by number first, then by title, then by anything else. */
function find(query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const rank = ({ number, title }) => {
    const at = plain(number || '').indexOf(wanted[0]);
    return at >= 0 ? Math.min(at, 1) : plain(title || '').includes(wanted[0]) ? 2 : 3;
  };
  const hits = docs.filter((doc) => wanted.every((word) => doc.words.includes(word)));
  return hits
    .map((doc) => [rank(doc), doc])
    .sort((a, b) => a[0] - b[0])
    .map(([, doc]) => doc);
}
