// Explain: the decision for a request that is not sent.
$('explain').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  const headers = form.get('headers').split('\n').map(l => l.trim()).filter(Boolean);
  try {
    const response = await fetch(`${base}api/explain`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ url: form.get('url'), method: form.get('method'), headers }),
    });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) return $('explained').replaceChildren(make('p', { class: 'bad-text' }, `▲ ${body.detail ?? response.status}`));
    const mirrors = body.mirrors.map(m => `${m.backend} (${m.percentage} %)`).join(', ');
    $('explained').replaceChildren(
      make('p', {}, make('b', {}, body.outcome)),
      mirrors ? make('p', {}, `copied to ${mirrors}`) : '',
      body.rejections.length ? make('ol', {}, ...body.rejections.map(r => make('li', {}, make('b', {}, `not ${r.route}`), `: ${r.reason}`))) : '');
  } catch {
    $('explained').replaceChildren(make('p', { class: 'bad-text' }, '▲ The application cannot be reached.'));
  }
});

function suggestUrl() {
  const input = $('explain').elements.url;
  const host = state.table?.services.flatMap(s => s.hosts).find(h => h && !h.includes('*'));
  if (!input.value && host && document.activeElement !== input) input.value = `http://${host}/`;
}
