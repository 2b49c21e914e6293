// What is sent is kept and drawn; nobody is asked again while the page is hidden.
let pending = false;
function render() {
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => {
    pending = false;
    draw();
  });
}

function draw() {
  if (!state.table) return;
  const all = readRoutes(), routes = filtered(all);
  drawGraph(routes);
  drawRoutes(routes, all.length);
  drawRollouts();
  if (state.loads) drawLoads();
  const traffic = state.traffic;
  if (!traffic?.seconds) return;
  setText($('rate'), number(traffic.rate));
  setText($('errors'), share(traffic.errors));
  setClass($('errors'), toned('', traffic.errors));
  setText($('unrouted'), number(total(traffic.unrouted, u => u.rate)));
}

function onTable(table) {
  state.table = table;
  setText($('app'), [table.application, table.environment, table.table].filter(Boolean).join(' · '));
  document.title = `Traffic · ${table.application}`;
  const names = new Set(table.services.map(s => s.name));
  sync($('names'), [...names], n => n, n => make('option', { value: n }), () => {});
  suggestUrl();
}

let events = null;
function connect() {
  events?.close();
  events = new EventSource(`${base}api/events`);
  const on = (name, take) => events.addEventListener(name, e => { take(JSON.parse(e.data)); render(); });
  on('table', onTable);
  on('traffic', traffic => { state.traffic = traffic; rememberRollouts(); setSign('● live', 'good'); });
  on('rollouts', rollouts => { state.rollouts = rollouts; });
  on('loads', loads => { state.loads = loads; });
  events.onerror = () => {
    setSign('○ reconnecting', 'bad');
    // A refusal ends the connection for good; a lost one is tried again by itself.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) connect(); }, 5000);
  };
}

function setSign(text, look) {
  setText($('live'), text);
  setClass($('live'), `sign ${look}`);
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    events?.close();
    setSign('○ hidden', '');
  } else {
    connect();
  }
});
$('filter').addEventListener('input', e => { state.filter = e.target.value; render(); });
new ResizeObserver(render).observe($('graph'));

const dark = matchMedia('(prefers-color-scheme: dark)'), THEMES = ['auto', 'light', 'dark'];
let theme = 'auto';
try { theme = localStorage.getItem('traffic-theme') ?? 'auto'; } catch { /* no storage: the system's theme */ }
function applyTheme() {
  document.documentElement.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  setText($('theme'), `Theme: ${theme}`);
}
$('theme').addEventListener('click', () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  try { localStorage.setItem('traffic-theme', theme); } catch { /* kept until the page is left */ }
  applyTheme();
});
dark.addEventListener('change', applyTheme);
applyTheme();
connect();
