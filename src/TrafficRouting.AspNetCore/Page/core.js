// Helpers. Figures keep their units on one line. Whatever comes from the application is set as text, never as markup.
const $ = id => document.getElementById(id);
const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const setClass = (node, name) => { if (node.getAttribute('class') !== name) node.setAttribute('class', name); };

function make(tag, attributes = {}, ...children) {
  const node = ['svg', 'path'].includes(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(c => c !== null && c !== undefined));
  return node;
}

// Keeps one child for each item, in order, so that focus and selection survive a second.
function sync(parent, items, key, create, update) {
  parent.known ??= new Map();
  const known = parent.known, seen = new Set();
  let place = parent.firstElementChild;
  for (const item of items) {
    const k = key(item);
    if (seen.has(k)) continue;
    seen.add(k);
    let node = known.get(k);
    if (!node) known.set(k, node = create(item));
    update(node, item);
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  for (const [k, node] of known) if (!seen.has(k)) { node.remove(); known.delete(k); }
}

const number = x => x >= 10 ? x.toFixed(0) : x > 0 && x < .1 ? '<0.1' : x.toFixed(1).replace(/\.0$/, '');
const percent = x => x === 0 ? '0\u00a0%' : x < .001 ? '<0.1\u00a0%' : `${(x * 100).toFixed(x < .0995 || x > .995 ? 1 : 0).replace(/\.0$/, '')}\u00a0%`;
const time = s => s === undefined || s === null ? '–' : s < .001 ? '<1 ms' : s < 1 ? `${Math.round(s * 1000)} ms` : `${s.toFixed(1)} s`;
const clock = iso => new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const ago = iso => {
  const s = Math.max(0, (Date.now() - new Date(iso)) / 1000);
  return s < 60 ? `${Math.round(s)} s` : s < 3600 ? `${Math.floor(s / 60)} min` : s < 86400 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86400)} d`;
};
const until = iso => `${Math.max(0, Math.ceil((new Date(iso) - Date.now()) / 1000))} s`;
// How bad a share of errors looks: never by colour alone.
const tone = errors => errors >= .05 ? 'bad' : errors >= .01 ? 'warn' : '';
const share = errors => `${{ bad: '▲ ', warn: '△ ' }[tone(errors)] ?? ''}${percent(errors)}`;
const toned = (name, errors) => tone(errors) ? `${name} ${tone(errors)}-text` : name;
const total = (list, of) => list.reduce((sum, x) => sum + of(x), 0);
const plural = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;
// Where the page is, whatever proxy stands before it.
const base = location.pathname.replace(/\/?$/, '/');
