() => {
  // What can be found of WCAG by a program: names, structure, contrast. Gives one line for each problem.
  const problems = [], say = (node, what) => problems.push(`${what}: ${node.outerHTML.slice(0, 120)}`);
  const all = selector => [...document.querySelectorAll(selector)];
  const isSeen = node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && node.getClientRects().length > 0;
  const textOf = ids => ids.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const nameOf = node => node.getAttribute('aria-label')?.trim() || (node.hasAttribute('aria-labelledby') && textOf(node.getAttribute('aria-labelledby')))
    || [...(node.labels ?? [])].map(l => l.textContent.trim()).join(' ') || (node.matches('input, select, textarea') ? '' : node.textContent.trim());

  for (const node of all('button, a[href], input, select, textarea, summary, [role=img], [role=group], [role=list], [role=region], section'))
    if (isSeen(node) && !nameOf(node)) say(node, 'has no name');
  for (const node of all('button button, button a, button input, a a, a button')) say(node, 'is a control within a control');
  for (const node of all('[role=list] > *')) if (node.getAttribute('role') !== 'listitem') say(node, 'is no item of its list');
  for (const node of all('ul > :not(li), ol > :not(li)')) say(node, 'is no item of its list');
  for (const node of all('th:not([scope])')) say(node, 'has no scope');
  for (const node of all('svg')) if (node.getAttribute('aria-hidden') !== 'true') say(node, 'is a picture without words');
  for (const node of all('[aria-labelledby]')) if (!textOf(node.getAttribute('aria-labelledby'))) say(node, 'is labelled by nothing');

  const unique = (nodes, of, what) => Map.groupBy(nodes, of).forEach(same => same.length > 1 && say(same[1], what));
  unique(all('[id]'), n => n.id, 'has an id twice');
  unique(all('section, [role=region], [role=group]').filter(isSeen), nameOf, 'has the name of another region');
  const levels = all('h1, h2, h3, h4').filter(isSeen).map(h => +h.tagName[1]);
  if (levels.filter(l => l === 1).length !== 1) problems.push('not one h1');
  levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) problems.push(`h${level} after h${levels[i - 1]}`); });
  if (!document.documentElement.lang || !document.title) problems.push('no language or title');
  if (all('main').length !== 1) problems.push('not one main');

  const parse = color => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
  const groundOf = node => { for (; node; node = node.parentElement) { const c = parse(getComputedStyle(node).backgroundColor); if (c.a === 1) return c; if (c.a > 0) return over(c, groundOf(node.parentElement)); } return { r: 255, g: 255, b: 255, a: 1 }; };
  const light = c => [c.r, c.g, c.b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || node.matches('script, option') || !isSeen(node) || node.closest(':disabled')) continue;
    const style = getComputedStyle(node), ground = groundOf(node), [a, b] = [light(over(parse(style.color), ground)), light(ground)];
    const size = parseFloat(style.fontSize), needed = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < needed) say(node, `contrast of ${contrast.toFixed(2)}`);
  }
  return problems;
}
