// Rollouts: where each stands, what the evidence says, and commands where they are allowed.
const PHASES = {
  Pending: ['○', ''], Progressing: ['▶', 'good'], Paused: ['❚❚', 'warn'], Analyzing: ['◔', 'good'],
  Promoting: ['▶', 'good'], Completed: ['✓', 'good'], Aborted: ['■', 'bad'], RolledBack: ['↩', 'bad'],
};
const WORDS = { RolledBack: 'rolled back', PromoteFull: 'Promote fully' };
const VERDICTS = { Passed: '✓ passed', Inconclusive: '? inconclusive', Error: '▲ not measured', Failed: '✕ failed' };
const CHART_SECONDS = 120;
const histories = new Map();
const mayCommand = document.body.dataset.commands === 'true';

// Once a second, whatever else is drawn in between.
function rememberRollouts() {
  for (const r of state.rollouts) {
    const of = name => state.traffic?.backends.find(b => b.service === r.service && b.route === r.route && b.backend === name);
    const history = histories.get(r.name) ?? [];
    histories.set(r.name, history);
    history.push({ weight: r.weight, canary: of(r.canary)?.errors ?? null, stable: of(r.stable)?.errors ?? null });
    if (history.length > CHART_SECONDS) history.shift();
  }
}

function drawRollouts() {
  $('rollouts-panel').hidden = state.rollouts.length === 0;
  sync($('rollouts'), state.rollouts, r => r.name, createRollout, updateRollout);
}

function createRollout(r) {
  return make('article', { class: 'rollout', 'data-rollout': r.name },
    make('header', {}, make('h3', {}, r.name), make('span', { class: 'sign' }), make('span', { class: 'muted' })),
    make('div', { class: 'line' }, make('span', {}, make('span', { class: 'big' }), ` on ${r.canary}`), make('span', { class: 'muted' })),
    make('ol', { class: 'steps', 'aria-label': 'Steps' }),
    make('p', {}),
    make('svg', { class: 'chart', viewBox: '0 0 120 60', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, make('path', { class: 'area' }), make('path', { class: 'stable' }), make('path', { class: 'canary' })),
    make('p', { class: 'legend' }, make('span'), make('span'), make('span'), make('span')),
    make('div', { class: 'stack' }),
    make('p', { class: 'muted fleet' }),
    make('div', { class: 'actions' }),
    make('p', { role: 'status', class: 'muted' }),
    make('details', {}, make('summary'), make('ol')));
}

function updateRollout(node, r) {
  const [header, line, steps, why, chart, legend, metrics, fleet, actions, , changes] = node.children;
  const [icon, look] = PHASES[r.phase] ?? ['?', 'warn'], ended = r.phase === 'Aborted' || r.phase === 'RolledBack';
  setText(header.children[1], `${icon} ${WORDS[r.phase] ?? (r.phase ?? 'unknown').toLowerCase()}${r.pause ? ` (${r.pause.toLowerCase()})` : ''}`);
  setClass(header.children[1], `sign ${r.problem ? 'bad' : look}`);
  setText(header.children[2], `${r.service}/${r.route}`);
  setText(line.firstChild.firstChild, `${r.weight} %`);
  setText(line.lastChild, r.stepStartedAt ? `in this step for ${ago(r.stepStartedAt)}` : '');
  sync(steps, r.steps.map((text, i) => ({ text, i })), s => s.i, () => make('li'), (li, s) => {
    const done = s.i < r.step || r.phase === 'Completed', now = s.i === r.step && !done;
    setText(li, `${ended && now ? '✕ ' : done ? '✓ ' : now ? '● ' : ''}${s.text}`);
    setClass(li, ended && now ? 'off' : done ? 'done' : now ? 'now' : '');
    if (now) li.setAttribute('aria-current', 'step'); else li.removeAttribute('aria-current');
  });
  const trouble = r.fleet.unstored ?? r.problem;
  setText(why, trouble ? `▲ ${trouble}` : r.message ?? '');
  setClass(why, trouble || ended ? 'bad-text' : '');
  drawChart(chart, legend, r);
  sync(metrics, r.metrics, m => m.name, createMetric, updateMetric);
  setText(fleet, fleetWords(r.fleet));
  setClass(fleet, r.fleet.isStale ? 'fleet bad-text' : 'muted fleet');
  fleet.title = r.fleet.replicas.map(x => `${x.name}: ${x.canary} on the canary, ${x.stable} on stable`).join('\n');
  drawActions(actions, r);
  setText(changes.firstChild, `${plural(r.transitions.length, 'change')} · judged, all replicas: ${r.canaryFailures} of ${r.canaryRequests} failed, ${r.stableFailures} of ${r.stableRequests} on stable`);
  sync(changes.lastChild, r.transitions, t => `${t.at} ${t.to} ${t.step}`, () => make('li'), (li, t) => setText(li, `${clock(t.at)}  ${WORDS[t.to] ?? t.to.toLowerCase()}, ${t.weight} %: ${t.message}`));
}

function fleetWords(f) {
  const busiest = f.replicas[0], of = busiest ? `, of ${busiest.name} ${busiest.canary + busiest.stable} requests` : '';
  return `${plural(f.replicaCount, 'replica')} judged${f.replicaCount > 1 ? of : ''} · ${f.isJudge ? 'this process judges' : 'another one judges'} · `
    + `store answered ${f.storeAge.toFixed(0)} s ago${f.isStale ? ' ▲ stale' : ''}${f.conflicts ? ` · ${plural(f.conflicts, 'conflict')}` : ''}`;
}

function drawChart(chart, legend, r) {
  const history = histories.get(r.name) ?? [], [area, stableLine, canaryLine] = chart.children;
  const most = Math.max(.02, ...history.map(h => Math.max(h.canary ?? 0, h.stable ?? 0))) * 1.15;
  const span = Math.max(30, history.length), x = i => (CHART_SECONDS * (span - history.length + i) / (span - 1)).toFixed(1);
  const points = of => history.map((h, i) => h[of] === null ? '' : `${i === 0 || history[i - 1][of] === null ? 'M' : 'L'}${x(i)} ${(60 - 58 * h[of] / most).toFixed(1)}`).join('');
  area.setAttribute('d', history.length ? `M${x(0)} 60${history.map((h, i) => `L${x(i)} ${60 - .58 * h.weight}`).join('')}L${x(history.length - 1)} 60Z` : '');
  stableLine.setAttribute('d', points('stable'));
  canaryLine.setAttribute('d', points('canary'));
  const last = history.at(-1) ?? {}, now = errors => errors === null || errors === undefined ? 'no traffic' : `${share(errors)} errors`;
  setText(legend.children[0], `— ${r.canary}: ${now(last.canary)}`);
  setText(legend.children[1], `╌ ${r.stable}: ${now(last.stable)}`);
  setText(legend.children[2], `▒ weight ${r.weight} %`);
  setText(legend.children[3], `top: ${percent(most)} errors`);
}

function createMetric(m) {
  return make('div', { class: 'metric', 'data-metric': m.name }, make('div', { class: 'line' }, make('b', {}, m.name), make('span')), make('div', { class: 'gauge', role: 'img' }, make('i')), make('span', { class: 'muted' }));
}

function updateMetric(node, m) {
  const [line, gauge, reason] = node.children, judged = m.threshold !== undefined && m.evidence !== undefined;
  setText(line.firstChild, m.isDryRun ? `${m.name} (dry run)` : m.name);
  setText(line.lastChild, `${VERDICTS[m.verdict] ?? m.verdict}${judged ? ` · evidence ${figure(m.evidence)} of ${figure(m.threshold)}` : ''}`);
  setClass(line.lastChild, m.verdict === 'Failed' ? 'bad-text' : '');
  gauge.hidden = !judged;
  // Evidence multiplies, so that its way to the threshold is one of logarithms.
  const part = judged ? Math.min(1, Math.max(0, Math.log(Math.max(1, m.evidence)) / Math.log(m.threshold))) : 0;
  gauge.firstChild.style.width = `${(part * 100).toFixed(1)}%`;
  setClass(gauge.firstChild, part >= 1 ? 'over' : part > .5 ? 'doubt' : '');
  gauge.setAttribute('aria-label', `evidence against the canary: ${percent(part)} of the way to failure`);
  setText(reason, m.reason);
}

const figure = x => x >= 1000 ? x.toExponential(1) : x >= 10 ? x.toFixed(0) : x.toPrecision(2);

function drawActions(actions, r) {
  actions.hidden = !mayCommand;
  sync(actions, mayCommand ? r.commands : [], c => c, c => make('button', { type: 'button', class: c === 'Abort' ? 'stop' : null, 'data-command': c, onclick: e => command(e.target, r.name, c) }, WORDS[c] ?? c), () => {});
}

async function command(button, rollout, name) {
  const status = button.closest('.rollout').querySelector('[role=status]');
  button.disabled = true;
  setText(status, `${name}: sent`);
  try {
    const response = await fetch(`${base}api/rollouts/${encodeURIComponent(rollout)}/${name}`, { method: 'POST', headers: { 'X-Traffic-Command': name } });
    const body = await response.json().catch(() => ({}));
    setText(status, response.ok ? `${name}: ${body.fleet?.unstored ? 'in force in this process, and not in the store yet' : 'done'}` : `${name} was refused: ${body.detail ?? response.status}`);
    if (response.ok) {
      state.rollouts = state.rollouts.map(r => r.name === body.name ? body : r);
      render();
    }
  } catch {
    setText(status, `${name}: the application cannot be reached`);
  } finally {
    button.disabled = false;
  }
}
