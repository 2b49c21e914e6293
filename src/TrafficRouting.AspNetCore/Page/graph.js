// The graph: cards in three columns, and curves between them.
const MOST_ROUTES = 24;
const stable = new Map(); // the order of cards, which would jump with every second otherwise

function drawGraph(routes) {
  const shown = chosenFew(routes);
  const services = [...new Set(shown.map(r => r.service))].sort();
  const names = new Set(services);
  const clients = [...Map.groupBy((state.traffic?.clients ?? []).filter(c => names.has(c.service)), c => c.client)]
    .map(([name, calls]) => ({ name, calls, rate: total(calls, c => c.rate) })).sort((a, b) => a.name < b.name ? -1 : 1);
  const unrouted = state.traffic?.unrouted ?? [];
  if (unrouted.length) for (const u of unrouted) if (!clients.some(c => c.name === u.client)) clients.push({ name: u.client, calls: [], rate: 0 });

  sync($('clients'), clients, c => c.name, c => make('div', { class: 'node', role: 'listitem' }, make('b', {}, c.name || '(no name)'), make('div', { class: 'facts' }), make('div', { class: 'facts' })), (node, c) => {
    const lost = total(unrouted.filter(u => u.client === c.name), u => u.rate);
    setText(node.children[1], `${number(c.rate)} calls/s`);
    setText(node.children[2], lost ? `▲ ${number(lost)}/s not routed` : '');
    setClass(node.children[2], lost ? 'facts warn-text' : 'facts');
  });
  sync($('services'), services, s => s, createService, (node, s) => updateService(node, shown.filter(r => r.service === s).sort((a, b) => a.id < b.id ? -1 : 1)));
  sync($('backends'), readBackends(shown), b => b.name, createBackend, updateBackend);
  const rest = routes.length - shown.length;
  setText($('graph-note'), routes.length === 0 ? (state.table ? 'No route fits the filter.' : 'Waiting for the table.') : rest > 0 ? `and ${plural(rest, 'more route')} with less traffic, in the table below` : '');
  drawEdges(shown, clients);
}

// Those with most traffic; who is in stays in while it has any, so that cards do not come and go.
function chosenFew(routes) {
  if (routes.length <= MOST_ROUTES) return routes;
  const kept = routes.filter((r, i) => i < MOST_ROUTES || (r.rate > 0 && stable.has(r.id) && i < MOST_ROUTES * 1.5)).slice(0, MOST_ROUTES);
  stable.clear();
  kept.forEach(r => stable.set(r.id, true));
  return kept;
}

function createService(name) {
  return make('div', { class: 'node', role: 'listitem', 'data-service': name }, make('div', { class: 'line' }, make('h3', {}, name), make('span', { class: 'facts' })), make('div', { class: 'routes' }));
}

function updateService(node, routes) {
  setText(node.firstChild.lastChild, `${number(total(routes, r => r.rate))} calls/s`);
  sync(node.lastChild, routes, r => r.id, createRoute, updateRoute);
}

function createRoute(r) {
  return make('button', { class: 'route', type: 'button', 'aria-pressed': 'false', 'data-route': r.id, onclick: () => choose(r.id) },
    make('span', { class: 'line' }, make('span', {}, make('b', {}, r.name), ' ', make('span', { class: 'tag', hidden: true })), make('span', { class: 'facts' })),
    make('span', { class: 'split' }), make('span', { class: 'split thin' }), make('span', { class: 'parts' }));
}

function updateRoute(node, r) {
  const [line, weights, observed, parts] = node.children, tag = line.firstChild.lastChild, facts = line.lastChild;
  node.setAttribute('aria-pressed', String(state.chosen === r.id));
  tag.hidden = !r.overlay && !r.answer;
  setText(tag, r.overlay ? `by ${r.overlay}` : r.answer ?? '');
  setText(facts, r.rate || r.p99 !== null ? `${number(r.rate)}/s · ${share(r.errors)} errors · p99 ${time(r.p99)}` : 'no traffic');
  setClass(facts, toned('facts', r.errors));
  const isSplit = r.parts.length > 1;
  weights.hidden = observed.hidden = !isSplit;
  for (const [bar, part] of [[weights, p => p.configured], [observed, p => p.share ?? 0]])
    sync(bar, isSplit ? r.parts : [], p => p.name, p => make('i', { class: `k${p.kind}` }), (i, p) => { i.style.flexGrow = part(p); });
  sync(parts, r.parts, p => p.name, p => make('span', { class: `k${p.kind}` }), (span, p) => setText(span, `${isSplit ? `${p.name} ${percent(p.configured)} → ${p.share === undefined ? '–' : percent(p.share)}` : p.name}${outMark(p.name)}`));
}

function readBackends(routes) {
  const found = new Map();
  const of = name => { if (!found.has(name)) found.set(name, { name, parts: [], copies: [] }); return found.get(name); };
  for (const r of [...routes].sort((a, b) => a.id < b.id ? -1 : 1)) {
    for (const p of r.parts) of(p.name).parts.push(p);
    for (const m of r.mirrors) of(m.backend).copies.push(m);
  }
  const endpoints = new Map((state.table?.backends ?? []).map(b => [b.name, b.endpoints]));
  return [...found.values()].map(b => ({ ...b, ...sum(b.parts.filter(p => p.rate !== undefined)), endpoints: endpoints.get(b.name) ?? [] }));
}

function createBackend(b) {
  return make('div', { role: 'listitem', 'data-backend': b.name },
    make('div', { class: 'line' }, make('b', {}, b.name), make('span', { class: 'facts where' }), make('span', { class: 'tag', hidden: true }), make('span', { class: 'tag', hidden: true })),
    make('div', { class: 'facts' }), make('div', { class: 'facts' }), make('div', { class: 'facts' }));
}

function updateBackend(node, b) {
  const [line, answers, times, copies] = node.children, [, where, tag, ejection] = line.children, health = healthOf(b.name);
  const isMirror = b.copies.length > 0, isAlone = b.copies.some(c => c.isLeftAlone), onlyMirror = isMirror && b.parts.length === 0;
  const broken = total(b.copies, c => c.broken ?? 0), dropped = total(b.copies, c => c.dropped ?? 0), different = total(b.copies, c => c.different ?? 0), compared = total(b.copies, c => c.compared ?? 0);
  setClass(node, `node ${isAlone || health.isOut ? 'bad' : health.isPartly ? 'warn' : tone(b.errors)}${onlyMirror ? ' mirror' : ''}${health.isOut ? ' out' : ''}`);
  ejection.hidden = !health.text;
  setText(ejection, health.text ?? '');
  setClass(ejection, `tag ${health.isOut ? 'bad' : 'warn'}`);
  tag.hidden = !isMirror;
  setText(tag, isAlone ? '▲ left alone' : 'mirror');
  setClass(tag, isAlone ? 'tag bad' : 'tag');
  setText(where, b.endpoints.length > 1 ? plural(b.endpoints.length, 'endpoint') : b.endpoints[0]?.replace('http://', '') ?? 'answers by itself');
  setText(answers, onlyMirror ? `${number(total(b.copies, c => c.rate ?? 0))} copies/s` : b.p99 === null ? 'no traffic' : `${number(b.rate)}/s · ${share(b.errors)} errors`);
  setClass(answers, toned('facts', b.errors));
  setText(times, onlyMirror || b.p99 === null ? '' : `p50 ${time(b.p50)} · p99 ${time(b.p99)}`);
  setText(copies, isMirror ? [compared ? `${different ? '≠ ' : ''}${different} of ${compared} differ` : '', broken ? `▲ ${broken} broken` : '', dropped ? `▲ ${dropped} dropped` : ''].filter(Boolean).join(' · ') : '');
}

function choose(id) {
  state.chosen = state.chosen === id ? null : id;
  render();
}

function drawEdges(routes, clients) {
  const box = $('graph').getBoundingClientRect();
  const edges = [];
  const at = (node, side) => { const r = node.getBoundingClientRect(); return [(side === 'right' ? r.right : r.left) - box.left, r.top + Math.min(r.height / 2, 26) - box.top]; };
  const find = (column, key) => $(column).known?.get(key);
  const add = (id, from, to, route, edge) => { if (from && to) edges.push({ id, from: at(from, 'right'), to: at(to, 'left'), route, ...edge }); };
  for (const c of clients)
    for (const call of c.calls) add(`c ${c.name} ${call.service}`, find('clients', c.name), find('services', call.service), routes.some(r => r.id === state.chosen && r.service === call.service) ? state.chosen : null, { rate: call.rate, kind: 5 });
  for (const r of routes) {
    const from = find('services', r.service)?.lastChild.known?.get(r.id);
    for (const p of r.parts) add(`b ${r.id} ${p.name}`, from, find('backends', p.name), r.id, { rate: p.rate ?? 0, kind: p.kind, tone: tone(p.errors ?? 0), out: healthOf(p.name).isOut });
    for (const m of r.mirrors) add(`m ${r.id} ${m.backend}`, from, find('backends', m.backend), r.id, { rate: m.rate ?? 0, kind: 5, mirror: true });
  }
  $('edges').classList.toggle('chosen', edges.some(e => e.route === state.chosen && e.route));
  const lines = edges.map(e => ({ ...e, type: 'edge' })).concat(edges.filter(e => e.rate > 0 && !e.mirror).map(e => ({ ...e, id: `f ${e.id}`, type: 'flow' })));
  sync($('edges'), lines, e => e.id, () => make('path'), (path, e) => {
    const [[x1, y1], [x2, y2]] = [e.from, e.to], middle = (x1 + x2) / 2;
    const d = `M${x1.toFixed(1)} ${y1.toFixed(1)}C${middle.toFixed(1)} ${y1.toFixed(1)} ${middle.toFixed(1)} ${y2.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`;
    if (path.getAttribute('d') !== d) path.setAttribute('d', d);
    const width = e.type === 'flow' ? 3 : e.mirror ? 2 : 1.5 + 1.6 * Math.log2(1 + e.rate);
    path.setAttribute('stroke-width', width.toFixed(1));
    setClass(path, `${e.type} k${e.kind}${e.mirror ? ' mirror' : ''}${e.tone ? ` ${e.tone}` : ''}${e.out ? ' out' : ''}${e.rate ? '' : ' idle'}${e.rate > 15 ? ' fast' : ''}${e.route && e.route === state.chosen ? ' on' : ''}`);
  });
}
