// One address per view, moved by pushState, as the CRMs of this world do.
const leads = await fetch('/api/leads').then((reply) => reply.json());
const main = document.getElementById('main');
const statuses = ['New', 'Working', 'Qualified', 'Closed'];

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
const link = (href, text) => make('a', { href, 'data-link': '' }, text);

function list() {
  const rows = leads.map((lead) =>
    make(
      'tr',
      {},
      make('td', {}, link(`/leads/${lead.id}`, lead.name)),
      ...[lead.company, lead.title, lead.status, lead.owner, lead.created].map((text) => make('td', {}, text)),
    ),
  );
  const head = make(
    'tr',
    {},
    ...['Name', 'Company', 'Title', 'Status', 'Owner', 'Created'].map((text) => make('th', { scope: 'col' }, text)),
  );
  return [
    'Leads',
    make('h1', {}, `Leads (${leads.length})`),
    make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)),
  ];
}

function record(id) {
  const at = leads.findIndex((lead) => lead.id === id);
  const lead = leads[at];
  if (!lead) return ['Not found', make('h1', {}, 'No such lead')];
  const near = (step) => leads[(at + step + leads.length) % leads.length];
  const fields = {
    Name: lead.name,
    Title: lead.title,
    Company: lead.company,
    Email: lead.email,
    Phone: lead.phone,
    Status: lead.status,
    Owner: lead.owner,
    Created: lead.created,
  };
  return [
    lead.name,
    make('p', { class: 'moves' }, link(`/leads/${near(-1).id}`, 'Previous lead'), link(`/leads/${near(1).id}`, 'Next lead')),
    make('h1', {}, lead.name),
    make(
      'ol',
      { class: 'path', 'aria-label': 'Status' },
      ...statuses.map((status) => make('li', status === lead.status ? { 'aria-current': 'step' } : {}, status)),
    ),
    make(
      'div',
      { class: 'record' },
      make(
        'section',
        { class: 'card' },
        make('h2', {}, 'Details'),
        make(
          'dl',
          {},
          ...Object.entries(fields).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value || 'Empty')]),
        ),
      ),
      make(
        'section',
        { class: 'card' },
        make('h2', {}, 'Activity'),
        make('label', {}, 'Note', make('textarea', { rows: '5', name: 'note' })),
        make('p', {}, 'No activity yet.'),
      ),
    ),
  ];
}

const page = (title, text) => [title, make('h1', {}, title), make('p', {}, text)];
function view(path) {
  if (path === '/' || path === '/leads') return list();
  if (path === '/leads/new')
    return [
      'New lead',
      make('h1', {}, 'New lead'),
      make(
        'section',
        { class: 'card' },
        make('label', {}, 'Name', make('input', { name: 'name' })),
        make('label', {}, 'Email', make('input', { name: 'email' })),
      ),
    ];
  const id = /^\/leads\/([^/]+)$/.exec(path)?.[1];
  if (id) return record(decodeURIComponent(id));
  return page(path === '/settings' ? 'Settings' : path === '/reports' ? 'Reports' : 'Not found', 'Nothing to see here.');
}

function show() {
  const [title, ...nodes] = view(location.pathname);
  document.title = `${title} | Practice CRM`;
  main.replaceChildren(...nodes);
  for (const item of document.querySelectorAll('header a'))
    item.toggleAttribute('aria-current', item.getAttribute('href') === location.pathname);
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('a[data-link]') : null;
  if (!target || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  history.pushState(null, '', target.getAttribute('href'));
  show();
});
addEventListener('popstate', show);
// Single keys, as many CRMs have them: "c" makes a new lead, "/" goes to the list.
addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const path = { c: '/leads/new', '/': '/leads' }[event.key];
  if (!path || event.metaKey || event.ctrlKey || event.altKey) return;
  history.pushState(null, '', path);
  show();
});
show();
