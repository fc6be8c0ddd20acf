'use strict';
(() => {
  const block = id => { const e = document.getElementById(id); return e && JSON.parse(e.textContent); };
  const data = block('data');
  const place = document.getElementById('tree');
  if (!data || !place) return;

  const SCOPES = ['', 'test', 'generated', 'vendored'];
  const LABELS = ['agent', 'mixed', 'human', 'unknown'];
  const PAGE = 80;
  const count = n => n.toLocaleString('en-US');
  const percent = (part, whole) => whole ? (part && part * 100 < whole ? '1' : part < whole && part * 100 > whole * 99 ? '99' : Math.round(part / whole * 100)) + ' %' : '';

  function el(tag, className, text) {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  function rect(x, width, className) {
    const e = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    e.setAttribute('x', x.toFixed(1)); e.setAttribute('y', '2'); e.setAttribute('height', '16');
    e.setAttribute('width', width.toFixed(1)); e.setAttribute('class', className);
    return e;
  }

  function bar(units, whole) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('class', 'bar'); svg.setAttribute('viewBox', '0 0 1000 20'); svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true'); svg.setAttribute('focusable', 'false');
    let x = 0;
    LABELS.forEach((label, i) => {
      const width = whole ? units[i] / whole * 1000 : 0;
      if (width > 0) { svg.append(rect(x, width, 'part g-' + label)); x += width; }
    });
    return svg;
  }

  // A node: name, path, folders by name, files, and sums of [agent, mixed, human, unknown, compiled, shipped, reachable, born, died].
  const node = (name, path, parent) => ({ name, path, parent, dirs: new Map(), files: [], sums: [0, 0, 0, 0, 0, 0, 0, 0, 0], recorded: 0 });
  const root = node('', '', null);
  const all = [];
  const build = () => { root.dirs.clear(); root.files = []; root.sums.fill(0); root.recorded = 0; all.length = 0; data.files.forEach(add); };
  function add(f) {
    if (onlyShipping && f[1]) return;
    const parts = f[0].split('/');
    let at = root;
    const sums = [f[3], f[4], f[5], f[6], f[8], f[9], f[10], f[11], f[12]];
    const chain = [root];
    for (let i = 0; i < parts.length - 1; i++) {
      let next = at.dirs.get(parts[i]);
      if (!next) { next = node(parts[i], parts.slice(0, i + 1).join('/'), at); at.dirs.set(parts[i], next); }
      at = next; chain.push(at);
    }
    for (const n of chain) { for (let i = 0; i < 9; i++) n.sums[i] += sums[i]; n.recorded += f[7]; }
    const file = { name: parts[parts.length - 1], path: f[0], scope: SCOPES[f[1]], state: f[2], sums, recorded: f[7], source: f[13], file: true };
    at.files.push(file); all.push(file);
  }

  let sort = 0, descending = true, filter = '', onlyAgent = false, onlyShipping = true;
  build();

  const stage = data.evidence; // 0: no record, 1: compiled, 2: shipped
  const columns = [
    { name: 'agent', value: n => n.sums[0], wide: false },
    { name: 'mixed', value: n => n.sums[1], wide: true },
    { name: 'human', value: n => n.sums[2], wide: true },
    { name: 'unknown', value: n => n.sums[3], wide: true },
    { name: stage === 2 ? 'agent code shipped' : 'agent code compiled', value: n => n.sums[stage === 2 ? 5 : 4],
      text: n => n.sums[0] === 0 ? '' : n.recorded === 0 ? '–' : percent(n.sums[stage === 2 ? 5 : 4], n.sums[0]), wide: true, off: stage === 0 },
    { name: 'agent code born here that is gone', value: n => n.sums[8], text: n => n.sums[7] ? percent(n.sums[8], n.sums[7]) : '', wide: true },
  ].filter(c => !c.off);
  const total = n => n.sums[0] + n.sums[1] + n.sums[2] + n.sums[3];

  const table = el('table', 'tree');
  table.setAttribute('role', 'treegrid');
  table.setAttribute('aria-label', 'Folders and files');
  const head = el('thead'), heads = el('tr'), body = el('tbody');
  head.append(heads); table.append(head, body);

  function headCell(name, index, className) {
    const th = el('th', className); th.scope = 'col';
    const button = el('button', '', name); button.type = 'button';
    button.addEventListener('click', () => { descending = sort === index ? !descending : index >= 0; sort = index; renderHeads(); render(); });
    th.setAttribute('aria-sort', sort === index ? (descending ? 'descending' : 'ascending') : 'none');
    th.append(button);
    return th;
  }

  function renderHeads() {
    const active = [...heads.children].findIndex(th => th.contains(document.activeElement));
    heads.replaceChildren(headCell('name', -1, ''), el('th', '', ''), ...columns.map((c, i) => headCell(c.name, i, 'n' + (c.wide ? ' wide' : ''))));
    heads.children[1].append(el('span', 'vh', 'share by author'));
    if (active >= 0) heads.children[active].firstChild.focus();
  }

  function order(a, b) {
    const names = a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
    if (sort < 0) return descending ? -names : names;
    const d = columns[sort].value(a) - columns[sort].value(b);
    return d ? (descending ? -d : d) : names;
  }

  // A folder with nothing but one folder is shown as one row.
  function collapse(dir) {
    let at = dir, name = dir.name;
    while (at.files.length === 0 && at.dirs.size === 1) { at = at.dirs.values().next().value; name += '/' + at.name; }
    return { ...at, name, dir: at };
  }

  const shown = n => !onlyAgent || n.sums[0] + n.sums[1] > 0;
  const children = dir => [...[...dir.dirs.values()].map(collapse).filter(shown).sort(order), ...dir.files.filter(shown).sort(order)];

  function row(n, level) {
    const tr = el('tr', n.file ? (n.state === 2 ? 'gone' : n.source >= 0 ? 'src' : '') : 'dir');
    tr.tabIndex = -1; tr.setAttribute('role', 'row'); tr.setAttribute('aria-level', level);
    tr.item = n; tr.level = level;
    if (!n.file) tr.setAttribute('aria-expanded', 'false');
    const th = el('th'); th.scope = 'row'; th.title = n.path;
    const pad = el('span', 'pad'); pad.style.width = (level - 1) * 1.1 + 'em';
    const twist = el('span', 'tw', n.file ? '' : '▸'); twist.setAttribute('aria-hidden', 'true');
    th.append(pad, twist, el('span', '', n.file && filter ? n.path : n.name));
    if (n.file && (n.scope || n.state)) th.append(el('small', 'tag', ' ' + (n.state === 2 ? '(gone)' : n.state === 1 ? '(not read)' : '(' + n.scope + ')')));
    const plot = el('td', 'plot'); plot.append(bar(n.sums, total(n)));
    tr.append(th, plot);
    for (const c of columns) tr.append(el('td', 'n' + (c.wide ? ' wide' : ''), c.text ? c.text(n) : n.sums && c.value(n) ? count(c.value(n)) : ''));
    return tr;
  }

  function rows(items, level, from) {
    const part = document.createDocumentFragment();
    for (let i = from; i < Math.min(items.length, from + PAGE); i++) part.append(row(items[i], level));
    if (items.length > from + PAGE) {
      const tr = el('tr', 'dir'); tr.tabIndex = -1; tr.setAttribute('role', 'row'); tr.setAttribute('aria-level', level); tr.level = level;
      tr.more = () => { const next = rows(items, level, from + PAGE); const first = next.firstChild; tr.replaceWith(next); focus(first); };
      const td = el('td', '', count(items.length - from - PAGE) + ' more: show the next ' + Math.min(PAGE, items.length - from - PAGE)); td.colSpan = columns.length + 2;
      tr.append(td); part.append(tr);
    }
    return part;
  }

  function toggle(tr, open) {
    if (tr.more) { tr.more(); return; }
    if (!tr.item || tr.item.file || (tr.getAttribute('aria-expanded') === 'true') === open) return;
    tr.setAttribute('aria-expanded', String(open));
    tr.querySelector('.tw').textContent = open ? '▾' : '▸';
    if (open) { tr.after(rows(children(tr.item.dir), tr.level + 1, 0)); return; }
    while (tr.nextSibling && tr.nextSibling.level > tr.level) tr.nextSibling.remove();
  }

  function focus(tr) {
    if (!tr) return;
    for (const old of body.querySelectorAll('tr[tabindex="0"]')) old.tabIndex = -1;
    tr.tabIndex = 0; tr.focus();
  }

  function act(tr) {
    if (tr.more || !tr.item.file) toggle(tr, tr.getAttribute('aria-expanded') !== 'true');
    else if (tr.item.source >= 0) location.hash = 'file=' + encodeURIComponent(tr.item.path);
  }

  body.addEventListener('click', e => { const tr = e.target.closest('tr'); if (tr) { focus(tr); act(tr); } });
  body.addEventListener('keydown', e => {
    const tr = e.target.closest('tr');
    if (!tr || e.altKey || e.ctrlKey || e.metaKey) return;
    const open = tr.getAttribute('aria-expanded') === 'true';
    let up;
    switch (e.key) {
      case 'ArrowDown': focus(tr.nextSibling); break;
      case 'ArrowUp': focus(tr.previousSibling); break;
      case 'Home': focus(body.firstChild); break;
      case 'End': focus(body.lastChild); break;
      case 'ArrowRight': if (open) focus(tr.nextSibling); else toggle(tr, true); break;
      case 'ArrowLeft':
        if (open) { toggle(tr, false); break; }
        for (up = tr.previousSibling; up && up.level >= tr.level; up = up.previousSibling);
        focus(up); break;
      case 'Enter': case ' ': act(tr); break;
      default: return;
    }
    e.preventDefault();
  });

  const found = document.getElementById('found');
  function render() {
    if (filter) {
      const hits = all.filter(f => shown(f) && f.path.toLowerCase().includes(filter)).sort(order);
      body.replaceChildren(rows(hits, 1, 0));
      found.textContent = count(hits.length) + (hits.length === 1 ? ' file' : ' files');
    } else {
      const top = children(root);
      body.replaceChildren(rows(top, 1, 0));
      found.textContent = '';
      if (top.length === 1 && body.firstChild) toggle(body.firstChild, true);
    }
    if (body.firstChild) body.firstChild.tabIndex = 0;
  }

  const form = document.getElementById('find');
  form.hidden = false;
  document.querySelector('.keys').hidden = false;
  form.addEventListener('submit', e => e.preventDefault());
  document.getElementById('q').addEventListener('input', e => { filter = e.target.value.trim().toLowerCase(); render(); });
  document.getElementById('only').addEventListener('change', e => { onlyAgent = e.target.checked; render(); });
  document.getElementById('tests').addEventListener('change', e => { onlyShipping = !e.target.checked; build(); render(); });
  renderHeads(); render();
  place.replaceChildren(table);

  // One file with its margin.
  const dialog = document.getElementById('source');
  const STAGES = ['not in the build', 'compiled', 'shipped', 'reachable'];
  const GLYPHS = ['○', '◐', '●', '◉'];
  const day = n => new Date(n * 86400000).toISOString().slice(0, 10);
  let opener = null;

  function code(text) {
    const e = el('code');
    // Hidden characters arrive as \u{…}: mark them, so that they are not read as text of the file.
    text.split(/(\\u\{[0-9a-f]+\})/).forEach((part, i) => { if (part) e.append(i % 2 ? el('mark', 'hid', part) : part); });
    return e;
  }

  function line(number, text, run, source, isFirst, around) {
    const origin = run[1] < 0 ? null : source.origins[run[1]];
    const label = origin ? ' ' + origin[0] + ' g-' + origin[0] : around >= 0 ? ' soft g-' + source.origins[around][0] : '';
    const div = el('div', 'ln' + label + (isFirst ? ' first' : ''));
    div.setAttribute('role', 'row');
    const band = el('span', 'bd'); band.setAttribute('role', 'presentation');
    const who = el('span', 'who'), st = el('span', 'st'), no = el('span', 'no', number), src = code(text);
    [who, st, no, src].forEach(c => c.setAttribute('role', 'cell'));
    if (origin && isFirst) {
      who.append((origin[1] || origin[0]) + (origin[0] === 'mixed' ? ', in part ' : ' '));
      if (origin[4] === null) who.append(el('small', '', 'older than the clone'));
      else who.append(el('small', 'born', day(origin[4]) + ' · '), el('small', '', count(data.now - origin[4]) + ' d'));
      who.title = [origin[0], origin[1], origin[2], origin[3] && 'commit ' + origin[3], origin[4] !== null && 'born ' + day(origin[4])].filter(Boolean).join(', ');
    }
    if (run.length > 3) { const part = el('small', '', (isFirst ? ' ' : '') + run[3] + '/' + run[4] + ' agent'); who.append(part); }
    if (source.record && run[2] >= 0 && stage > 0) { st.append(GLYPHS[run[2]] + ' ', el('span', '', STAGES[run[2]])); st.title = STAGES[run[2]]; }
    div.append(band, who, st, no, src);
    return div;
  }

  function openSource(file) {
    const source = block('src' + file.source);
    const head = el('div', 'sh'), title = el('h2', 'code', source.path); title.id = 'source-h'; title.tabIndex = -1;
    const button = (text, run) => { const b = el('button', '', text); b.type = 'button'; b.addEventListener('click', run); return b; };
    const lines = el('div', 'lines' + (stage === 0 || !source.record ? ' nostage' : '')); lines.tabIndex = 0;
    lines.setAttribute('role', 'table'); lines.setAttribute('aria-label', 'Source with origin and stage of each line');
    const whole = total(file);
    const summary = LABELS.map((l, i) => file.sums[i] ? percent(file.sums[i], whole) + ' ' + l : '').filter(Boolean).join(', ')
      + (stage === 0 ? '. No build record: stages are not known.' : source.record ? '. Stages from the build records: ' + GLYPHS.map((g, i) => g + ' ' + STAGES[i]).join(', ') + '.' : '. No build record examined this file: its stages are not known.');
    const starts = [];
    const flat = [];
    let previous = -2;
    source.runs.forEach(run => {
      for (let i = 0; i < run[0]; i++) {
        const isFirst = run[1] >= 0 && run[1] !== previous;
        if (isFirst) {
          if (source.origins[run[1]][0] === 'agent' && (previous < 0 || source.origins[previous][0] !== 'agent')) starts.push(flat.length);
          previous = run[1];
        }
        flat.push([run, isFirst, -1]);
      }
    });
    // Comments and blank lines inside code of one origin continue its band.
    for (let i = 0, last = -1, from = 0; i < flat.length; i++) {
      const origin = flat[i][0][1];
      if (origin < 0) continue;
      if (origin === last) for (let j = from; j < i; j++) flat[j][2] = origin;
      last = origin; from = i + 1;
    }
    let at = -1;
    function go(step) {
      if (!starts.length) return;
      at = (at + step + starts.length) % starts.length;
      fill(starts[at] + 1);
      const target = lines.querySelectorAll('.ln')[starts[at]];
      lines.querySelectorAll('.ln.here').forEach(l => l.classList.remove('here'));
      target.classList.add('here'); target.scrollIntoView({ block: 'center' });
      where.textContent = 'line ' + count(starts[at] + 1) + ', ' + (at + 1) + ' of ' + starts.length;
    }
    const where = el('output', 'small', '');
    const steps = starts.length ? [button('Previous agent code', () => { if (at < 0) at = 0; go(-1); }), button('Next agent code', () => go(1)), where] : [];
    head.append(title, ...steps, button('Close', () => dialog.close()), el('p', '', summary));
    // The first lines at once, the rest between other work: a long file must not hold the page.
    let made = 0;
    const CHUNK = 100;
    function fill(until) {
      while (made < Math.min(until, flat.length)) {
        const chunk = el('div', 'chunk'); chunk.setAttribute('role', 'rowgroup');
        for (const end = Math.min(made + CHUNK, flat.length); made < end; made++) chunk.append(line(made + 1, source.text[made], flat[made][0], source, flat[made][1], flat[made][2]));
        lines.append(chunk);
      }
    }
    function rest() { if (dialog.open && lines.isConnected && made < flat.length) { fill(made + 400); setTimeout(rest); } }
    fill(100);
    dialog.replaceChildren(head, lines);
    opener = opener || document.activeElement;
    if (!dialog.open) dialog.showModal();
    title.focus();
    setTimeout(rest);
  }

  dialog.addEventListener('close', () => {
    dialog.replaceChildren();
    if (location.hash.startsWith('#file=')) history.replaceState(null, '', '#files');
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  });

  function find(path) {
    const hit = () => all.find(f => f.path === path && f.source >= 0);
    if (hit() || !onlyShipping) return hit();
    // A link may lead to a file that the tree does not show yet.
    onlyShipping = false; document.getElementById('tests').checked = true; build(); render();
    return hit();
  }

  function route() {
    const path = location.hash.startsWith('#file=') ? decodeURIComponent(location.hash.slice(6)) : null;
    const file = path && find(path);
    if (file) openSource(file); else if (dialog.open) dialog.close();
  }
  window.addEventListener('hashchange', route);
  route();
})();
