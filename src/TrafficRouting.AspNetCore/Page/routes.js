// The table of all routes, sorted by traffic.
function drawRoutes(routes, all) {
  setText($('count'), `${routes.length === all ? all : `${routes.length} of ${all}`}, by traffic`);
  sync($('routes'), routes, r => r.id, r => make('tr', {},
    make('th', { scope: 'row' }, make('span', { class: 'muted' }, `${r.service}/`), r.name),
    ...['calls/s', 'errors', 'p50', 'p99'].map(label => make('td', { class: 'n', 'data-label': label })), make('td', { class: 'full' }), make('td', { class: 'full' })), (row, r) => {
    const [, rate, errors, p50, p99, backends, mirrors] = row.children;
    setText(rate, number(r.rate));
    setText(errors, r.rate ? share(r.errors) : '–');
    setClass(errors, toned('n', r.errors));
    setText(p50, time(r.p50));
    setText(p99, time(r.p99));
    setText(backends, r.answer ?? r.parts.map(p => `${p.name} ${percent(p.configured)} → ${p.share === undefined ? '–' : percent(p.share)}${outMark(p.name)}`).join(', '));
    setText(mirrors, r.mirrors.map(m => `${m.backend} ${m.percentage} %${m.compared ? `, ${m.different} of ${m.compared} differ` : ''}${m.broken ? `, ▲ ${m.broken} broken` : ''}${m.dropped ? `, ▲ ${m.dropped} dropped` : ''}`).join('; '));
  });
}
