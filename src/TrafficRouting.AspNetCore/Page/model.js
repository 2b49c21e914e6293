// What the server sent last, and what follows from it.
const state = { table: null, traffic: null, rollouts: [], loads: null, filter: '', chosen: null };
const idOf = (service, route) => `${service}/${route ?? '(no route)'}`;

function readRoutes() {
  const { table, traffic } = state;
  const seen = new Map(), copies = new Map();
  for (const b of traffic?.backends ?? []) {
    const id = idOf(b.service, b.route);
    if (!seen.has(id)) seen.set(id, []);
    seen.get(id).push(b);
  }
  for (const m of traffic?.mirrors ?? []) copies.set(`${m.service}/${m.route}/${m.backend}`, m);

  const routes = [];
  for (const service of table?.services ?? [])
    for (const route of service.routes) routes.push(readRoute(service.name, route, seen, copies));
  // What no route matched and the service answers with 404.
  for (const [id, parts] of seen) if (!parts[0].route) routes.push({ ...sum(parts), id, service: parts[0].service, name: '(no route: 404)', parts: [], mirrors: [] });
  return routes;
}

function readRoute(service, route, seen, copies) {
  const id = idOf(service, route.name), answered = seen.get(id) ?? [];
  const weights = total(route.backends, b => b.weight) || 1;
  const parts = route.backends.map((b, i) => ({
    name: b.backend, weight: b.weight, kind: Math.min(i, 5), configured: b.weight / weights, ...answered.find(a => a.backend === b.backend),
  }));
  const mirrors = route.mirrors.map(m => ({ ...m, ...copies.get(`${id}/${m.backend}`) }));
  return { ...sum(answered), id, service, name: route.name, answer: route.answer, overlay: route.overlay, selection: route.selection, parts, mirrors };
}

function sum(parts) {
  const rate = total(parts, p => p.rate);
  const slow = name => parts.some(p => p[name] != null) ? Math.max(...parts.map(p => p[name] ?? 0)) : null;
  return { rate, errors: rate ? total(parts, p => p.rate * p.errors) / rate : 0, p50: slow('p50'), p99: slow('p99') };
}

function filtered(routes) {
  const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const text = r => `${r.id} ${r.parts.map(p => p.name).join(' ')} ${r.mirrors.map(m => m.backend).join(' ')}`.toLowerCase();
  const found = words.length ? routes.filter(r => { const t = text(r); return words.every(w => t.includes(w)); }) : routes;
  return found.sort((a, b) => b.rate - a.rate || (a.id < b.id ? -1 : 1));
}

// What choices leave out for now, or give less than its weight: a backend, or some of its endpoints.
function healthOf(backend) {
  const own = (state.traffic?.impaired ?? []).filter(h => h.backend === backend), whole = own.find(h => !h.endpoint), some = own.filter(h => h.endpoint);
  const ejected = some.filter(h => h.share === 0).length, late = some.length - ejected;
  if (whole?.share === 0) return { isOut: true, text: `⊘ ejected, back in ${until(whole.until)}` };
  if (whole) return { isBack: true, text: `◔ back with ${percent(whole.share)} of its weight` };
  if (ejected) return { isPartly: true, text: `⊘ ${plural(ejected, 'endpoint')} ejected` };
  return late ? { isBack: true, text: `◔ ${plural(late, 'endpoint')} coming back` } : {};
}

const outMark = backend => healthOf(backend).isOut ? ' ⊘' : '';
