// The side panel: what is known of the thing that was chosen.

const panel = document.getElementById('panel');
const PAGE = 12;

/** An element with attributes and children. Strings become text, never markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== ''));
  return node;
}

const button = (label, onclick, attributes = {}) => el('button', { type: 'button', onclick, ...attributes }, label);
const section = (title, ...children) => el('section', {}, el('h3', {}, title), ...children);
const facts = (rows) =>
  el(
    'dl',
    {},
    rows.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );

/** A list that grows on demand, so that a long one costs nothing until it is read. */
function list(items, make, attributes = {}) {
  if (!items.length) return el('p', { class: 'none' }, t.none);
  const rows = el('ul', attributes);
  const grow = () => {
    rows.append(...items.slice(rows.children.length, rows.children.length + PAGE).map((item) => el('li', {}, make(item))));
    const left = items.length - rows.children.length;
    more.textContent = t.more(left);
    more.hidden = !left;
  };
  const more = button('', grow, { class: 'more' });
  grow();
  return el('div', {}, rows, more);
}

const docButton = (doc) =>
  button(
    [
      el('b', {}, nameOf(doc)),
      el('span', {}, [doc.type_name, dateOf(doc), doc.present ? doc.issuer : t.absent].filter(Boolean).join(' · ')),
    ],
    () => show({ kind: 'document', docs: [doc] }),
    { class: doc.present ? 'doc' : 'doc absent', title: doc.title || null },
  );

/** A coverage as words and as the length of a bar. */
function meter(link) {
  const percent = coverage([link]);
  const words = percent === null ? (link.summary ? t.noneApplies : t.notCompared) : `${percent}%`;
  return [el('span', { class: `meter ${band(percent)}` }, el('i', { style: `width: ${percent ?? 0}%` })), words];
}

/** A link as a button: how much of the demands came through, below its name where one is given. */
const linkButton = (link, name = '') => {
  const wrong = errors(link.findings);
  const told = el('span', { class: 'told' }, meter(link), wrong ? el('em', {}, t.errors(wrong)) : '');
  const label = `${t.details}: ${longName(link.parent)} → ${longName(link.child)}, ${told.textContent}`;
  return button([name ? el('b', {}, name) : '', told], () => show({ kind: 'link', docs: [link.parent, link.child], link }), {
    class: 'link',
    'aria-label': label,
  });
};
const linkLine = (link) => linkButton(link, `${nameOf(link.parent)} → ${nameOf(link.child)}`);

/** A link seen from one of its documents: the other one, and how much came through. */
const linkRow = (end) => (link) => [docButton(link[end]), linkButton(link)];

const otherRow = (doc) => (link) => [
  el('small', {}, `${link.child === doc ? '' : '← '}${t.relations[link.relation] || link.relation}`),
  docButton(link.child === doc ? link.parent : link.child),
];

const findingRow = (finding) =>
  el(
    'div',
    { class: `finding ${finding.severity}` },
    el('p', {}, el('strong', {}, t.severities[finding.severity] || finding.severity), ' ', finding.message),
    finding.hint ? el('p', { class: 'hint' }, `${t.hint}: ${finding.hint}`) : null,
    el('small', {}, [finding.code, finding.file, finding.line ? t.line(finding.line) : ''].filter(Boolean).join(' · ')),
  );

const findingList = (title, findings) =>
  section(
    `${title} (${findings.length})`,
    findings.length ? list(findings, findingRow, { class: 'findings' }) : el('p', { class: 'none' }, t.noFindings),
  );

/** How the demands came through, as one bar and as counts. */
function verdicts(summary) {
  const told = VERDICTS.filter((verdict) => summary[verdict]);
  const words = (verdict) => `${t.verdicts[verdict]}: ${summary[verdict]}`;
  const all = [...told, ...(summary.not_applicable ? ['not_applicable'] : [])];
  return [
    el(
      'div',
      { class: 'verdicts', role: 'img', 'aria-label': told.map(words).join(', ') },
      told.map((verdict) => el('i', { class: verdict, title: words(verdict), style: `flex-grow: ${summary[verdict]}` })),
    ),
    el(
      'ul',
      { class: 'counts' },
      all.map((verdict) => el('li', {}, el('i', { class: verdict }), `${t.verdicts[verdict]} `, el('b', {}, String(summary[verdict])))),
    ),
    el(
      'p',
      {},
      [t.counts(summary.mandates, summary.applicable), summary.unread ? t.unread(summary.unread) : ''].filter(Boolean).join('; '),
    ),
  ];
}

const worstFirst = (list) => [...list].sort((a, b) => (coverage([a]) ?? 101) - (coverage([b]) ?? 101));

const PAGES = {
  overview() {
    const implementing = links.filter((link) => link.relation === 'implements');
    const lossy = implementing.filter(losses).sort((a, b) => losses(b) - losses(a) || coverage([a]) - coverage([b]));
    const wanted = docs.filter((doc) => !doc.present && doc.down.length).sort((a, b) => b.down.length - a.down.length);
    const number = (n, words) => el('div', {}, el('b', {}, n.toLocaleString(data.lang)), el('span', {}, words));
    return [
      el(
        'div',
        { class: 'numbers' },
        number(docs.filter((doc) => doc.present).length, t.present_n),
        number(docs.filter((doc) => !doc.present).length, t.absent_n),
        number(implementing.length, t.link_n),
        number(implementing.filter((link) => link.summary).length, t.compared_n),
      ),
      lossy.length ? section(t.worst, list(lossy, linkLine)) : null,
      section(
        `${t.wanted} (${wanted.length})`,
        list(wanted, (doc) => [docButton(doc), el('small', {}, t.citedBy(doc.down.length))]),
      ),
      section(`${t.ambiguous} (${(data.ambiguous || []).length})`, list(data.ambiguous || [], ambiguousRow)),
    ];
  },
  document({ docs: [doc] }) {
    const group = cardOf(doc)?.group;
    return [
      doc.title && doc.title !== nameOf(doc) ? el('p', { class: 'title' }, doc.title) : null,
      facts([
        [t.type, doc.type_name],
        [t.number, doc.number],
        [t.date, dateOf(doc)],
        [t.issuer, doc.issuer],
        [t.level, t.levels[doc.level]],
        [t.file, doc.path],
        [t.status, doc.present ? t.present : t.absentLong],
      ]),
      group ? groupButton(group, cardOf(doc).docs.length > 1) : null,
      section(`${t.parents} (${doc.up.length})`, list(worstFirst(doc.up), linkRow('parent'))),
      section(`${t.children} (${doc.down.length})`, list(worstFirst(doc.down), linkRow('child'))),
      doc.other.length ? section(`${t.others} (${doc.other.length})`, list(doc.other, otherRow(doc))) : null,
      findingList(t.ownFindings, doc.findings),
    ];
  },
  link({ link }) {
    return [
      el('div', { class: 'ends' }, docButton(link.parent), docButton(link.child)),
      facts([
        [t.relation, t.relations[link.relation] || link.relation],
        [t.confidence, `${Math.round(link.confidence * 100)}%`],
        [t.coverage, el('span', { class: 'told' }, meter(link))],
      ]),
      link.evidence ? section(t.evidence, el('blockquote', {}, link.evidence)) : null,
      link.summary ? section(t.coverage, ...verdicts(link.summary)) : null,
      findingList(t.findings, link.findings),
    ];
  },
  group({ docs: members, group }) {
    const ups = members.flatMap((doc) => doc.up);
    const rest = members.filter((doc) => !doc.up.length);
    return [
      groupButton(group, cardOf(members[0])?.docs.length > 1),
      ups.length ? section(t.links, list(worstFirst(ups), linkLine)) : null,
      rest.length ? section(t.documents(rest.length), list(rest, docButton)) : null,
    ];
  },
  links({ links: members }) {
    return list(worstFirst(members), linkLine);
  },
};

const groupButton = (group, folded) => button(folded ? t.openGroup : t.closeGroup, () => toggleGroup(group), { class: 'action' });

const ambiguousRow = (item) => [
  el('q', {}, item.citation),
  ...[
    [t.inDocument, [item.child]],
    [t.candidates, item.candidates],
  ]
    .map(([words, ids]) => [el('small', {}, words), ...ids.map((id) => (byId.has(id) ? docButton(byId.get(id)) : id))])
    .flat(),
];

/** The heading of a page: its kind, and the name of what it shows. */
function heading(choice) {
  const [first, second] = choice.docs || [];
  if (choice.kind === 'document') return [t.document, longName(first)];
  if (choice.kind === 'link') return [t.link, `${nameOf(first)} → ${nameOf(second)}`];
  if (choice.kind === 'group') return [t.group, t.documents(choice.docs.length)];
  if (choice.kind === 'links') return [t.links, `${choice.links.length} × ${t.relations[choice.links[0].relation] || ''}`];
  return ['', t.overview];
}

/** Shows the page of `choice`; `past` says whether there is one to go back to. */
function fillPanel(choice, past) {
  const [kind, name] = heading(choice);
  const title = el('h2', { tabindex: '-1' }, name);
  const way = el(
    'nav',
    {},
    el('span', {}, kind),
    past ? button(`← ${t.back}`, goBack) : null,
    choice.kind === 'overview' ? null : button(t.overview, () => show({ kind: 'overview' })),
  );
  panel.replaceChildren(way, title, ...[PAGES[choice.kind](choice)].flat(2).filter(Boolean));
  panel.scrollTop = 0;
  return title;
}
