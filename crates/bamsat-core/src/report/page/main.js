// What the reader does: choosing, searching, moving about.

const input = document.getElementById('query');
const results = document.getElementById('results');
const HITS = 30;
const past = [];
let choice = { kind: 'overview' };

/** Shows the page of a choice and marks it in the drawing: a document with all above and below it, a link with its ends. */
function show(next, { back = false, focus = true } = {}) {
  if (!back && next.kind !== 'overview') past.push(choice);
  if (next.kind === 'overview') past.length = 0;
  choice = next;
  const title = fillPanel(choice, past.length > 1);
  mark();
  const card = choice.docs && cardOf(choice.kind === 'group' ? choice.docs[0] : choice.docs.at(-1));
  if (card) bring(card);
  if (focus) title.focus({ preventScroll: true });
  redraw();
}

function goBack() {
  show(past.pop(), { back: true });
}

function mark() {
  const ends = [...new Set((choice.docs || []).map(cardOf).filter(Boolean))];
  marked = { cards: new Set(ends), edges: new Set(), chosen: new Set(ends) };
  if (choice.kind === 'link' || choice.kind === 'links') {
    const members = new Set(choice.links || [choice.link]);
    for (const edge of graph.ways)
      if (edge.links?.some((link) => members.has(link))) [marked.edges, marked.chosen].forEach((set) => set.add(edge));
    return;
  }
  for (const [side, end] of [
    ['up', 'parent'],
    ['down', 'child'],
  ]) {
    const open = [...ends];
    const seen = new Set(ends);
    while (open.length) {
      for (const edge of open.pop()[side]) {
        marked.edges.add(edge);
        marked.cards.add(edge[end]);
        if (!seen.has(edge[end])) open.push(edge[end]);
        seen.add(edge[end]);
      }
    }
  }
}

/** What a click on a card or an edge means. */
function choose(item, options) {
  if (item.docs) {
    rover = item;
    show(item.docs.length > 1 ? { kind: 'group', docs: item.docs, group: item.group } : { kind: 'document', docs: item.docs }, options);
  } else {
    const ends = item.links.length > 1 ? [...item.parent.docs, ...item.child.docs] : [item.links[0].parent, item.links[0].child];
    show(
      item.links.length > 1 ? { kind: 'links', links: item.links, docs: ends } : { kind: 'link', link: item.links[0], docs: ends },
      options,
    );
  }
}

/** Lays out anew, with the place of the chosen card kept on the screen. */
function rearrange() {
  const anchor = choice.docs?.[0];
  const before = anchor && cardOf(anchor);
  arrange();
  mark();
  const after = anchor && cardOf(anchor);
  if (before && after)
    Object.assign(view, { x: view.x + (before.x - after.x) * view.scale, y: view.y + (before.y - after.y) * view.scale });
  redraw();
}

function toggleGroup(group) {
  if (!opened.delete(group)) opened.add(group);
  rearrange();
  show(choice, { back: true });
}

/** Goes to a document wherever it is: behind the filter, or folded into a group. */
function reveal(doc) {
  const filter = document.getElementById('losses');
  const line = [];
  for (let above = doc; above; above = nearest(above)) line.unshift(above);
  if (!cardOf(doc)) filter.checked = false;
  arrange();
  // From the top down: which group a document is in depends on those above it.
  for (const above of line) {
    if (!(cardOf(above)?.docs.length > 1)) continue;
    opened.add(cardOf(above).group);
    arrange();
  }
  rover = cardOf(doc);
  closeSearch();
  bring(rover, FAR);
  show({ kind: 'document', docs: [doc] });
}

function search() {
  const hits = find(input.value);
  const some = hits.slice(0, HITS);
  results.replaceChildren(
    ...some.map((doc, at) => {
      const words = [
        el('b', {}, longName(doc)),
        el('span', {}, [doc.number ? doc.title : '', doc.issuer, dateOf(doc), doc.present ? '' : t.absent].filter(Boolean).join(' · ')),
      ];
      return el(
        'li',
        {
          role: 'option',
          id: `hit${at}`,
          'aria-selected': 'false',
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => reveal(doc),
        },
        ...words,
      );
    }),
  );
  document.getElementById('count').textContent = input.value.trim() ? t.found(hits.length, some.length) : '';
  input.setAttribute('aria-expanded', String(Boolean(input.value.trim())));
  point(some.length ? 0 : -1);
}

/** Marks one hit of the search as the one that Enter takes. */
function point(at) {
  [...results.children].forEach((row, index) => row.setAttribute('aria-selected', String(index === at)));
  results.children[at]?.scrollIntoView({ block: 'nearest' });
  if (at < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `hit${at}`);
}

function closeSearch() {
  input.value = '';
  search();
}

input.addEventListener('input', search);
input.addEventListener('blur', () => input.setAttribute('aria-expanded', 'false'));
input.addEventListener('focus', search);
input.addEventListener('keydown', (event) => {
  const rows = [...results.children];
  const at = rows.findIndex((row) => row.getAttribute('aria-selected') === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && rows.length) point((at + step + rows.length) % rows.length);
  else if (event.key === 'Enter' && at >= 0) rows[at].click();
  else if (event.key === 'Escape') closeSearch();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

/** The card that an arrow key leads to. */
function neighbour(card, key) {
  const column = graph.columns[card.column].filter((item) => item.docs);
  const nearest = (edges, end) => edges.map((edge) => edge[end]).sort((a, b) => Math.abs(a.mid - card.mid) - Math.abs(b.mid - card.mid))[0];
  if (key === 'ArrowLeft') return nearest(card.up, 'parent');
  if (key === 'ArrowRight') return nearest(card.down, 'child');
  return column[column.indexOf(card) + (key === 'ArrowDown' ? 1 : -1)];
}

cardLayer.addEventListener('keydown', (event) => {
  if (!event.key.startsWith('Arrow')) return;
  event.preventDefault();
  const next = neighbour(rover, event.key);
  if (!next) return;
  rover = next;
  bring(rover, FAR);
  draw();
  shown.cards.get(rover.key).focus({ preventScroll: true });
});
cardLayer.addEventListener('focusin', (event) => {
  const card = graph.byKey.get(event.target.dataset.key);
  if (card && event.target.matches(':focus-visible')) bring(card, FAR);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || choice.kind === 'overview') return;
  const home = panel.contains(document.activeElement) || document.activeElement === document.body;
  show({ kind: 'overview' }, { focus: false });
  draw();
  if (home && rover) shown.cards.get(rover.key).focus({ preventScroll: true });
});

let drag = null;
area.addEventListener('pointerdown', (event) => {
  drag = event.button === 0 ? { x: event.clientX, y: event.clientY, moved: false } : null;
});
area.addEventListener('pointermove', (event) => {
  if (!drag || !event.buttons) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.moved && Math.hypot(x, y) < 5) return;
  if (!drag.moved) area.setPointerCapture(event.pointerId);
  drag = { x: event.clientX, y: event.clientY, moved: true };
  Object.assign(view, { x: view.x + x, y: view.y + y });
  redraw();
});
area.addEventListener('click', (event) => {
  if (drag?.moved) return;
  const key = event.target.closest('[data-key]')?.dataset.key;
  const box = area.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left - view.x) / view.scale, (event.clientY - box.top - view.y) / view.scale];
  const item = key
    ? graph.byKey.get(key)
    : graph.cards.find((card) => x >= card.left && x <= card.right && y >= card.top && y <= card.bottom);
  // A click made by Enter carries no count; then the panel takes the focus.
  if (item) choose(item, { focus: event.detail === 0 });
  else if (choice.kind !== 'overview') show({ kind: 'overview' }, { focus: false });
});
cardLayer.addEventListener('dblclick', (event) => {
  const card = graph.byKey.get(event.target.closest('[data-key]')?.dataset.key);
  if (card?.docs.length > 1) toggleGroup(card.group);
});
area.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const box = area.getBoundingClientRect();
    zoom(
      Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : event.ctrlKey ? 0.01 : 0.0015)),
      event.clientX - box.left,
      event.clientY - box.top,
    );
  },
  { passive: false },
);
document.getElementById('zoom').addEventListener('click', (event) => {
  const step = event.target.dataset.zoom;
  if (step === 'fit') Object.assign(view, fitting());
  else if (step) zoom(Number(step));
  redraw();
});
for (const id of ['losses', 'others']) document.getElementById(id).addEventListener('change', rearrange);
new ResizeObserver(redraw).observe(area);

document.documentElement.lang = data.lang === 'en' ? 'en' : 'vi';
document.title = t.title;
for (const node of document.querySelectorAll('[data-text]')) node.textContent = t[node.dataset.text];
for (const node of document.querySelectorAll('[data-label]')) {
  node.setAttribute('aria-label', t[node.dataset.label]);
  if (node !== area) node.title = t[node.dataset.label];
}
input.placeholder = t.search;
const swatches = [
  ['cn', t.notCompared],
  ['c0', t.under(BANDS[0])],
  ...BANDS.map((start, at) => [`c${at + 1}`, BANDS[at + 1] ? t.between(start, BANDS[at + 1] - 1) : t.from(start)]),
  ['other', t.otherRelation],
];
document
  .getElementById('legend')
  .append(
    el('b', {}, t.legend),
    ...swatches.map(([look, words]) => el('span', { class: look }, el('i', {}), words)),
    el('span', { class: 'absent' }, el('i', {}), t.absent),
  );
arrange();
begin();
show(choice, { focus: false });
