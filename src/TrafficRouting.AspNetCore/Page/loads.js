// What became of the configuration's loads.
const KINDS = { Accepted: '✓ accepted', Recovered: '✓ recovered', Information: 'ℹ note', Warning: '▲ warning', Error: '✕ error' };

function drawLoads() {
  const { isOk, current, notes } = state.loads;
  const errors = current.filter(f => f.severity === 'Error');
  setText($('config'), isOk ? '✓ configuration in force' : '✕ last change not in force');
  setClass($('config'), `sign ${isOk ? 'good' : 'bad'}`);
  sync($('current'), isOk ? [] : errors, f => f.path + f.message, f => make('p', { class: 'current' }, make('b', {}, '✕ not in force: '), make('code', {}, f.path), ` ${f.message} `, f.location ? make('code', {}, f.location) : null), () => {});
  const shown = notes.length ? notes : [{ at: 0, kind: 'Information', text: 'nothing changed since the start' }];
  sync($('notes'), shown.map((n, i) => ({ ...n, id: `${n.at} ${n.path} ${n.text} ${shown.length - i}` })), n => n.id, n => make('li', { class: n.kind },
    make('b', {}, KINDS[n.kind] ?? n.kind), n.at ? make('span', { class: 'muted' }, ` ${clock(n.at)} `) : ' ', n.path ? make('code', {}, n.path) : null, ` ${n.text} `, n.location ? make('code', {}, n.location) : null), () => {});
}
