// Receipts in the real executable: what was acknowledged is there, whenever the process is killed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Server, makeFolder, removeFolder, sleep } from './support.mjs';

const KILLS = 50;
const CLIENTS = 4;
const LONGEST_LIFE_MS = 300;

const RECEIPTS = '/api/data-entry/receipts';

let folder;
let company;
let token;
let date;

const start = () => Server.start({ ERP_DEMO_JOURNAL_LINES: '500' }, { dataDir: folder });
const at = (path) => `${path}${path.includes('?') ? '&' : '?'}company_id=${company}`;

before(async () => {
  folder = makeFolder();
  const server = await start();
  token = (await server.login('demo')).access_token;
  company = (await server.get('/api/companies', { token })).json().items[0].id;
  const { current } = (await server.get(`/api/calendar?company_id=${company}`, { token })).json();
  date = `${current.year}-${String(current.month).padStart(2, '0')}-01`;
  await server.stop();
});

after(() => removeFolder(folder));

/** A receipt that keeps all rules; `description` says which change it comes from. */
const fields = (number, description) => ({
  kind: 'bon_fiscal',
  number,
  date,
  supplier_name: 'Benzinăria Ștefan SRL',
  supplier_cui: 'RO14399840',
  total: '121.00',
  vat: [
    { rate: '11.00', base: '0.00', amount: '0.00' },
    { rate: '21.00', base: '100.00', amount: '21.00' },
  ],
  lines: [
    { description: 'Motorină', amount: '100.00' },
    { description: description, amount: '21.00' },
  ],
  payment_method: 'cash',
  expense_type: 'fuel',
  description,
});

/** What one client knows: its receipts as they were acknowledged, and the change on its way. */
class Client {
  constructor(name) {
    this.name = name;
    this.count = 0;
    this.receipts = new Map(); // id -> {number, version, status, description}
    this.lostCreates = []; // numbers of receipts whose answer never came
    this.pending = undefined; // {id, status, description} on its way
  }

  /** Creates, edits and submits until the server is gone. */
  async work(server) {
    try {
      for (;;) await this.enterOne(server);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
    }
  }

  async enterOne(server) {
    const number = `${this.name}-${++this.count}`;
    this.pending = { number, status: 'draft', description: 'first' };
    const created = await server.post(at(RECEIPTS), fields(number, 'first'), { token });
    assert.equal(created.status, 201, created.text);
    const { id } = created.json();
    this.receipts.set(id, { number, version: 1, status: 'draft', description: 'first' });
    for (const description of ['second', 'third']) {
      await this.change(server, id, { status: 'draft', description }, (version) =>
        server.send('PUT', at(`${RECEIPTS}/${id}`), {
          token,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ version, ...fields(number, description) }),
        }),
      );
    }
    await this.change(server, id, { status: 'pending', description: 'third' }, (version) =>
      server.post(at(`${RECEIPTS}/${id}/submit`), { version }, { token }),
    );
  }

  async change(server, id, wanted, send) {
    const known = this.receipts.get(id);
    this.pending = { id, ...wanted };
    const answer = await send(known.version);
    assert.equal(answer.status, 200, answer.text);
    const { version } = answer.json();
    assert.equal(version, known.version + 1);
    this.receipts.set(id, { ...known, version, ...wanted });
    this.pending = undefined;
  }

  /** After a restart: the change on its way was made as a whole, or not at all. */
  async settle(server) {
    const { pending } = this;
    this.pending = undefined;
    if (pending === undefined) return;
    if (pending.id === undefined) {
      this.lostCreates.push(pending.number);
      return;
    }
    const known = this.receipts.get(pending.id);
    const now = (await server.get(at(`${RECEIPTS}/${pending.id}`), { token })).json();
    if (now.version === known.version + 1) {
      this.receipts.set(pending.id, {
        ...known,
        version: now.version,
        status: pending.status,
        description: pending.description,
      });
    }
    await checkReceipt(server, pending.id, this.receipts.get(pending.id));
  }
}

async function checkReceipt(server, id, known) {
  const answer = await server.get(at(`${RECEIPTS}/${id}`), { token });
  assert.equal(answer.status, 200, `receipt ${id} is lost: ${answer.text}`);
  const receipt = answer.json();
  assert.equal(receipt.version, known.version, `receipt ${id}`);
  assert.equal(receipt.status, known.status, `receipt ${id}`);
  const expected = fields(known.number, known.description);
  for (const [name, value] of Object.entries(expected)) {
    const stored =
      name === 'lines' ? receipt.lines.map(({ quantity, ...line }) => line) : receipt[name];
    assert.deepEqual(stored, value, `receipt ${id}, ${name}`);
  }
  const { items } = (await server.get(at(`${RECEIPTS}/${id}/history`), { token })).json();
  assert.deepEqual(
    items.map(({ version }) => version),
    Array.from({ length: known.version }, (_, index) => index + 1),
    `the history of receipt ${id} has gaps`,
  );
  const actions = ['created', 'edited', 'edited', 'submitted'];
  assert.deepEqual(
    items.map(({ action }) => action),
    actions.slice(0, known.version),
  );
}

/** Every receipt of the store, page by page. */
async function listAll(server) {
  const rows = [];
  for (let page = 1; ; ++page) {
    const answer = await server.get(at(`${RECEIPTS}?page_size=200&page=${page}&order=asc`), {
      token,
    });
    assert.equal(answer.status, 200, answer.text);
    const { items, total } = answer.json();
    rows.push(...items);
    if (rows.length === total) return rows;
    assert.ok(items.length > 0);
  }
}

describe('receipts', () => {
  test(`nothing that was acknowledged is lost in ${KILLS} kills`, async (context) => {
    const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(`K${index + 1}`));
    let server = await start();
    for (let kill = 0; kill < KILLS; ++kill) {
      const working = Promise.all(clients.map((client) => client.work(server)));
      await sleep(20 + ((kill * 37) % LONGEST_LIFE_MS));
      await server.end('SIGKILL');
      await working;
      server = await start();
      await Promise.all(clients.map((client) => client.settle(server)));
    }

    const rows = await listAll(server);
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    assert.equal(byNumber.size, rows.length, 'a receipt was written twice');
    let changes = 0;
    const expected = new Set();
    for (const client of clients) {
      for (const [id, known] of client.receipts) {
        await checkReceipt(server, id, known);
        expected.add(known.number);
        changes += known.version;
      }
      // A receipt whose answer never came is there as a whole, or not there.
      for (const number of client.lostCreates) {
        expected.add(number);
        const row = byNumber.get(number);
        if (row === undefined) continue;
        await checkReceipt(server, row.id, {
          number,
          version: 1,
          status: 'draft',
          description: 'first',
        });
      }
    }
    assert.deepEqual(
      rows.map(({ number }) => number).filter((number) => !expected.has(number)),
      [],
    );
    assert.ok(changes > KILLS, `only ${changes} changes were acknowledged`);
    context.diagnostic(`${changes} acknowledged changes, ${rows.length} receipts`);
    await server.stop();
  });
});
