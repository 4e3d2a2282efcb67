// Where things stand: siblings fold into one card where they are many, tiers are columns, children stand beside their parents.

const CARD = { width: 236, height: 96 };
const GAP = 14;
const LANE = 104;
// Siblings fold so far that no tier has more cards than this, where folding can do it.
const TALL = 40;

/** The document just above: of all that it implements the one on the lowest tier. */
const nearest = (doc) =>
  doc.up.reduce((best, { parent }) => (parent.tier < doc.tier && (!best || parent.tier > best.tier) ? parent : best), null);

/** How many siblings may stand as cards of their own: all of them on a small tier, fewer on a larger one. */
function fewOf(siblings) {
  const cards = (few) => sum(siblings, (members) => (members.length > few ? 1 : members.length));
  return [Infinity, 24, 12, 8, 6, 5, 4, 3, 2, 1].find((few) => cards(few) <= TALL) ?? 1;
}

/** The cards and edges of the documents and links to show. More than a few siblings are one card until opened, and so are
    their children. What a few is on each tier is settled at the first call and kept in `few`, so that opening one group folds no other. */
function fold(shownDocs, shownLinks, opened, few) {
  const linked = new Set(shownLinks.flatMap((link) => [link.parent, link.child]));
  const kind = (doc) => `${doc.tier} ${doc.present} ${linked.has(doc)}`;
  const cards = [];
  const cardOf = new Map();
  const add = (key, members, group) => {
    const card = { key, docs: members, group, tier: members[0].tier, height: CARD.height, up: [], down: [], prev: [], next: [] };
    for (const doc of members) cardOf.set(doc, card);
    cards.push(card);
  };
  for (const [level, tier] of [...groupBy(shownDocs, (doc) => doc.tier)].sort(([a], [b]) => a - b)) {
    const siblings = groupBy(tier, (doc) => `${kind(doc)} below ${cardOf.get(nearest(doc))?.key}`);
    few[level] ??= fewOf([...siblings.values()]);
    for (const [key, members] of siblings) {
      const group = members.length > few[level] ? key : null;
      if (group && !opened.has(group)) add(key, members, group);
      else for (const doc of members) add(`d${doc.index}`, [doc], group);
    }
  }
  const edges = new Map();
  for (const link of shownLinks) {
    const [parent, child] = [cardOf.get(link.parent), cardOf.get(link.child)];
    const key = `${parent.key}-${child.key}`;
    if (!edges.has(key)) {
      const edge = { key, parent, child, links: [] };
      edges.set(key, edge);
      parent.down.push(edge);
      child.up.push(edge);
    }
    edges.get(key).links.push(link);
  }
  return { cards, edges: [...edges.values()], cardOf, linked };
}

/** Gives every card its column and height, and every edge its way. Edges over several columns share one trunk for each parent. */
function layout({ cards, edges }) {
  const tiers = [...new Set(cards.map((card) => card.tier))].sort((a, b) => a - b);
  const columns = tiers.map(() => []);
  const trunks = [];
  const join = (from, to) => {
    from.next.push(to);
    to.prev.push(from);
  };
  for (const card of cards) {
    card.column = tiers.indexOf(card.tier);
    columns[card.column].push(card);
  }
  for (const edge of edges) {
    edge.from = edge.parent;
    if (edge.child.column <= edge.parent.column) continue;
    const lane = (edge.parent.trunks ||= []);
    for (let column = edge.parent.column + 1; column < edge.child.column; column++) {
      if (!lane[column]) {
        lane[column] = { trunk: edge.from, owner: edge.parent, column, height: 0, prev: [], next: [] };
        join(edge.from, lane[column]);
        columns[column].push(lane[column]);
        trunks.push(lane[column]);
      }
      edge.from = lane[column];
    }
    join(edge.from, edge.child);
  }
  sketch(columns);
  for (let pass = 0; pass < 6; pass++) {
    const side = pass % 2 ? 'next' : 'prev';
    for (const column of pass % 2 ? [...columns].reverse() : columns) {
      for (const item of column) item.want = item[side].length ? mean(item[side], (near) => near.mid) : item.mid;
      settle(column.sort((a, b) => a.want - b.want));
    }
  }
  squeeze(columns.flat());
  for (const item of columns.flat()) {
    item.x = item.column * (CARD.width + LANE);
    item.y = item.mid - item.height / 2;
  }
  return { columns, trunks, tiers };
}

/** A first height: a leaf takes the next free place, everything else the middle of what hangs below it. */
function sketch(columns) {
  let free = 0;
  const place = (item) => {
    item.mid = 0;
    const below = item.next.filter((next) => next.mid === undefined && place(next));
    if (below.length) item.mid = mean(below, (next) => next.mid);
    else {
      item.mid = free + item.height / 2;
      free += item.height + GAP;
    }
    return true;
  };
  const roots = columns.flat().filter((item) => !item.prev.length);
  roots.sort((a, b) => b.next.length - a.next.length).forEach(place);
}

/** Puts a column's items as near to where they want to be as their order and heights allow (isotonic regression). */
function settle(column) {
  const blocks = [];
  let offset = 0;
  for (const item of column) {
    item.offset = offset + item.height / 2;
    offset += item.height + GAP;
    let block = { items: [item], total: item.want - item.offset };
    while (blocks.length && blocks.at(-1).total / blocks.at(-1).items.length >= block.total / block.items.length) {
      const above = blocks.pop();
      for (const moved of block.items) above.items.push(moved);
      block = { items: above.items, total: above.total + block.total };
    }
    blocks.push(block);
  }
  for (const block of blocks) for (const item of block.items) item.mid = block.total / block.items.length + item.offset;
}

/** Takes out the bands in which no column has anything. */
function squeeze(items) {
  let end = -Infinity;
  let shift = 0;
  for (const item of [...items].sort((a, b) => a.mid - a.height / 2 - b.mid + b.height / 2)) {
    const top = item.mid - item.height / 2;
    if (end === -Infinity) shift = -top;
    else if (top > end + 2 * GAP) shift -= top - end - 2 * GAP;
    end = Math.max(end, top + item.height);
    item.mid += shift;
  }
}
