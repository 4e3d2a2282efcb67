// The drawing: cards as buttons, edges as paths, both only where they are in sight.

// More cards or edges in sight than this are drawn as a few large paths instead of one element each.
const LIMIT = 300;
// Below this scale a card shows its number only.
const FAR = 0.5;

const [area, stage, edgeLayer, cardLayer, columnLayer] = ['graph', 'stage', 'edges', 'cards', 'columns'].map((id) =>
  document.getElementById(id),
);
const view = { x: 0, y: 0, scale: 1 };
const opened = new Set();
const few = {};
const shown = { cards: new Map(), edges: new Map() };
let graph;
let rover;
let frame = 0;
let marked = { cards: new Set(), edges: new Set(), chosen: new Set() };

const cardOf = (doc) => graph.cardOf.get(doc);
const right = (item) => item.x + CARD.width;
const redraw = () => (frame ||= requestAnimationFrame(draw));

/** Folds and lays out what the two switches let through. */
function arrange() {
  const lossy = document.getElementById('losses').checked;
  const implementing = links.filter((link) => link.relation === 'implements' && (!lossy || losses(link)));
  const kept = new Set(implementing.flatMap((link) => [link.parent, link.child]));
  const kindred = lossy ? docs.filter((doc) => kept.has(doc)) : docs;
  graph = fold(kindred, implementing, opened, (few[lossy] ??= {}));
  Object.assign(graph, layout(graph));
  for (const card of graph.cards) Object.assign(card, { left: card.x, top: card.y, right: right(card), bottom: card.y + card.height });
  for (const edge of graph.edges) Object.assign(edge, way(edge.from, edge.child), { look: band(coverage(edge.links)) });
  const trunks = graph.trunks.map((lane, at) => ({ key: `t${at}`, look: 'trunk', owner: lane.owner, ...way(lane.trunk, lane, 'through') }));
  graph.ways = [...trunks, ...(document.getElementById('others').checked ? otherEdges() : []), ...graph.edges];
  graph.byKey = new Map([...graph.cards, ...graph.ways].map((item) => [item.key, item]));
  for (const nodes of Object.values(shown)) {
    nodes.forEach((node) => node.remove());
    nodes.clear();
  }
  edgeLayer.replaceChildren();
  rover = (rover && cardOf(rover.docs[0])) || graph.cards[0];
  document.getElementById('empty').hidden = graph.cards.length > 0;
  columnLayer.replaceChildren(...graph.columns.map(columnHead));
}

/** Relations other than implementing, one edge for each pair of cards. */
function otherEdges() {
  const edges = new Map();
  for (const link of links) {
    const [parent, child] = [cardOf(link.parent), cardOf(link.child)];
    if (link.relation === 'implements' || !parent || !child || parent === child) continue;
    const key = `o${parent.key}-${child.key}-${link.relation}`;
    if (!edges.has(key)) edges.set(key, { key, parent, child, links: [], look: 'other', ...way(parent, child) });
    edges.get(key).links.push(link);
  }
  return [...edges.values()];
}

/** The curve from one item to another, the box it fills, and the place of its label. */
function way(from, to, through) {
  const forward = to.column > from.column;
  const [x1, y1, x2, y2] = [forward ? right(from) : from.x, from.mid, to.column < from.column ? right(to) : to.x, to.mid].map(Math.round);
  const [c1, c2] = x1 === x2 ? [x1 - LANE / 2, x1 - LANE / 2] : [(x1 + x2) / 2, (x1 + x2) / 2];
  return {
    path: `M${x1} ${y1}C${c1} ${y1} ${c2} ${y2} ${x2} ${y2}${through ? `H${right(to)}` : ''}`,
    // Nearer to the child, where curves are apart: a parent has many children, a child few parents.
    label: [x1 === x2 ? x1 - LANE * 0.375 : x1 + 0.62 * (x2 - x1), y1 + 0.72 * (y2 - y1)],
    left: Math.min(x1, x2, c1),
    right: Math.max(x1, x2, through ? right(to) : x2),
    top: Math.min(y1, y2) - 8,
    bottom: Math.max(y1, y2) + 8,
  };
}

function columnHead(column, at) {
  const members = column.flatMap((item) => item.docs || []);
  const levels = new Map();
  for (const { level } of members) levels.set(level, (levels.get(level) || 0) + 1);
  const main = [...levels]
    .filter(([level, n]) => t.levels[level] && n * 4 >= members.length)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2);
  return el(
    'div',
    {},
    el('b', {}, t.tier(graph.tiers[at] + 1)),
    el('span', {}, [main.map(([level]) => t.levels[level]).join(', '), t.documents(members.length)].filter(Boolean).join(' · ')),
  );
}

/** What a card says, line by line. */
function cardWords({ docs: members, up }) {
  const [doc] = members;
  const wrong = sum(members, (member) => errors(member.findings) + sum(member.up, (link) => errors(link.findings)));
  const common = (value) => (members.every((member) => value(member) === value(doc)) ? value(doc) : '') || '';
  const lines = {
    type: common((member) => member.type_name),
    date: common(dateOf),
    number: nameOf(doc),
    issuer: common((member) => member.issuer),
    title: doc.number ? doc.title : '',
    wrong: wrong ? t.errors(wrong) : '',
  };
  if (members.length > 1) {
    const percent = coverage(up.flatMap((edge) => edge.links));
    lines.number = t.documents(members.length);
    lines.title =
      percent === null ? (up.length || !doc.present || graph.linked.has(doc) ? '' : t.unlinked) : `${t.meanCoverage} ${percent}%`;
  }
  if (!doc.present) lines.wrong = t.absent;
  return lines;
}

function cardNode(card) {
  const lines = cardWords(card);
  const look = ['card', card.docs.length > 1 ? 'many' : '', card.docs[0].present ? '' : 'absent'].filter(Boolean).join(' ');
  const place = `left: ${card.x}px; top: ${card.y}px; width: ${CARD.width}px; height: ${card.height}px`;
  return el(
    'button',
    {
      type: 'button',
      class: look,
      'data-key': card.key,
      style: place,
      title: card.docs.length > 1 ? null : card.docs[0].title || null,
      'aria-label': Object.values(lines).filter(Boolean).join(', '),
    },
    Object.entries(lines)
      .filter(([, words]) => words)
      .map(([name, words]) => el('span', { class: name }, words)),
  );
}

/** An element of the drawing behind the cards. */
function drawn(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function edgeNode(edge) {
  const line = drawn('path', { class: 'line', d: edge.path });
  if (edge.look === 'trunk') return drawn('g', { class: 'trunk' }, line);
  const percent = coverage(edge.links);
  const words = edge.look === 'other' ? t.relations[edge.links[0].relation] || '' : percent === null ? '' : `${percent}%`;
  const label = drawn('text', { x: edge.label[0], y: edge.label[1], dy: '0.35em' }, words);
  return drawn('g', { class: `edge ${edge.look}`, 'data-key': edge.key }, drawn('path', { class: 'hit', d: edge.path }), line, label);
}

/** Everything as one path for each look, made when first needed. */
function massNode() {
  const paths = new Map();
  const add = (look, path) => paths.set(look, (paths.get(look) || '') + path);
  for (const item of graph.ways) add(`line ${item.look}`, item.path);
  for (const card of graph.cards)
    add(card.docs[0].present ? 'box' : 'box absent', `M${card.x} ${card.y}h${CARD.width}v${card.height}h${-CARD.width}z`);
  return drawn('g', { id: 'mass' }, ...[...paths].map(([look, d]) => drawn('path', { class: look, d })));
}

/** Brings the elements of a layer in line with what should be there. */
function keep(nodes, layer, wanted, make) {
  for (const [key, node] of nodes) {
    if (wanted.has(key)) continue;
    node.remove();
    nodes.delete(key);
  }
  for (const [key, item] of wanted) {
    if (!nodes.has(key)) nodes.set(key, layer.appendChild(make(item)));
  }
}

function draw() {
  cancelAnimationFrame(frame);
  frame = 0;
  const { x, y, scale } = view;
  const sight = { left: -x / scale, top: -y / scale, right: (area.clientWidth - x) / scale, bottom: (area.clientHeight - y) / scale };
  const inSight = (item) => item.left < sight.right && item.right > sight.left && item.top < sight.bottom && item.bottom > sight.top;
  const keyed = (items) => new Map(items.map((item) => [item.key, item]));
  const near = graph.cards.filter(inSight);
  const ways = graph.ways.filter(inSight);
  const crowd = near.length > LIMIT;
  const tangle = ways.length > LIMIT;
  const single = crowd ? [] : near;
  const close = new Set(single);
  const chosen = [...marked.chosen].filter(inSight).slice(0, LIMIT);
  keep(shown.cards, cardLayer, keyed([...single, ...chosen.filter((item) => item.docs), ...(rover ? [rover] : [])]), cardNode);
  keep(
    shown.edges,
    edgeLayer,
    keyed([...(tangle ? ways.filter((edge) => close.has(edge.child)).slice(0, LIMIT) : ways), ...chosen.filter((item) => item.links)]),
    edgeNode,
  );
  if ((crowd || tangle) && !document.getElementById('mass')) edgeLayer.prepend(massNode());
  for (const [look, on] of [
    ['far', scale < FAR],
    ['crowd', crowd],
    ['tangle', tangle],
    ['dim', marked.cards.size > 0],
  ])
    stage.classList.toggle(look, on);
  for (const [key, node] of [...shown.cards, ...shown.edges]) {
    const item = graph.byKey.get(key);
    node.classList.toggle('on', marked.cards.has(item.owner || item) || marked.edges.has(item));
    node.classList.toggle('chosen', marked.chosen.has(item));
    if (item.docs) node.tabIndex = item === rover ? 0 : -1;
  }
  stage.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  [...columnLayer.children].forEach((head, at) => {
    head.style.transform = `translateX(${x + at * (CARD.width + LANE) * scale}px)`;
    head.style.width = `${(CARD.width + LANE) * scale - 8}px`;
    head.hidden = scale < 0.15;
  });
}

/** Zooms by `factor` about a place on the screen; the middle unless told otherwise. */
function zoom(factor, x = area.clientWidth / 2, y = area.clientHeight / 2) {
  const scale = Math.min(2, Math.max(Math.min(0.1, fitting().scale), view.scale * factor));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  redraw();
}

/** The view that holds everything. */
function fitting() {
  const [width, height, top] = [area.clientWidth, area.clientHeight, 52];
  const [wide, high] = [
    Math.max(1, ...graph.cards.map((card) => card.right)),
    graph.cards.reduce((most, card) => Math.max(most, card.bottom), 1),
  ];
  const scale = Math.min(1.1, (width - 48) / wide, (height - top - 96) / high);
  return { x: Math.max(24, (width - wide * scale) / 2), y: Math.max(top, (height - high * scale) / 2), scale };
}

/** The view to begin with: everything, or the largest tree where everything would be too small to read. */
function begin() {
  Object.assign(view, fitting());
  const root = graph.columns[0]?.filter((item) => item.docs).reduce((best, card) => (card.down.length > best.down.length ? card : best));
  if (view.scale < 0.35 && root) Object.assign(view, { scale: 0.75, x: 24, y: area.clientHeight / 2 - root.mid * 0.75 });
  redraw();
}

/** Moves the view so that a card is in sight, in the middle where it was not. */
function bring(card, least = 0) {
  if (view.scale < least) view.scale = 0.8;
  const [x, y] = [view.x + card.x * view.scale, view.y + card.y * view.scale];
  const fits =
    x > 8 && y > 48 && x + CARD.width * view.scale < area.clientWidth - 8 && y + card.height * view.scale < area.clientHeight - 8;
  if (!fits) {
    view.x = area.clientWidth / 2 - (card.x + CARD.width / 2) * view.scale;
    view.y = area.clientHeight / 2 - card.mid * view.scale;
  }
  redraw();
}
