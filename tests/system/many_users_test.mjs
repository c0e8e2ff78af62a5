// Fifty users who edit at once, some of them the same receipts: nothing is lost, nobody meets a lock.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Server } from './support.mjs';

const USERS = 50;
const SHARED_RECEIPTS = 5;
const EDITS = 6;

const RECEIPTS = '/api/data-entry/receipts';

let server;
let company;
let token;
let date;

const at = (path) => `${path}${path.includes('?') ? '&' : '?'}company_id=${company}`;

before(async () => {
  server = await Server.start({ ERP_DEMO_JOURNAL_LINES: '500' });
  token = (await server.login('demo')).access_token;
  company = (await server.get('/api/companies', { token })).json().items[0].id;
  const { current } = (await server.get(`/api/calendar?company_id=${company}`, { token })).json();
  date = `${current.year}-${String(current.month).padStart(2, '0')}-01`;
});

after(() => server.stop());

const fields = (number, description) => ({
  kind: 'bon_fiscal',
  number,
  date,
  supplier_name: 'Benzinăria Ștefan SRL',
  supplier_cui: 'RO14399840',
  total: '121.00',
  vat: [{ rate: '21.00', base: '100.00', amount: '21.00' }],
  payment_method: 'cash',
  expense_type: 'fuel',
  description,
});

async function create(number) {
  const answer = await server.post(at(RECEIPTS), fields(number, 'first'), { token });
  assert.equal(answer.status, 201, answer.text);
  return answer.json().id;
}

const edit = (id, version, number, description) =>
  server.send('PUT', at(`${RECEIPTS}/${id}`), {
    token,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ version, ...fields(number, description) }),
  });

async function read(id) {
  const answer = await server.get(at(`${RECEIPTS}/${id}`), { token });
  assert.equal(answer.status, 200, answer.text);
  return answer.json();
}

/** The descriptions that a receipt has had, oldest first, each where the one before it ended. */
async function descriptionsOf(id) {
  const answer = await server.get(at(`${RECEIPTS}/${id}/history`), { token });
  assert.equal(answer.status, 200, answer.text);
  const { items } = answer.json();
  assert.deepEqual(
    items.map(({ version }) => version),
    items.map((_, index) => index + 1),
    `the history of receipt ${id} has gaps`,
  );
  let last = null;
  return items.map(({ changes }) => {
    const change = changes.find(({ field }) => field === 'description');
    assert.equal(change.before, last, `receipt ${id}: an update went lost`);
    last = change.after;
    return last;
  });
}

describe('fifty users at once', () => {
  test('edit receipts of their own, and every change is there', async () => {
    const mine = await Promise.all(
      Array.from({ length: USERS }, async (_, user) => {
        const number = `own-${user}`;
        const id = await create(number);
        const descriptions = ['first'];
        for (let version = 1; version <= EDITS; ++version) {
          const description = `${number}, change ${version}`;
          const answer = await edit(id, version, number, description);
          assert.equal(answer.status, 200, answer.text);
          assert.equal(answer.json().version, version + 1);
          descriptions.push(description);
        }
        const submitted = await server.post(
          at(`${RECEIPTS}/${id}/submit`),
          { version: EDITS + 1 },
          { token },
        );
        assert.equal(submitted.status, 200, submitted.text);
        return { id, descriptions };
      }),
    );
    assert.equal(new Set(mine.map(({ id }) => id)).size, USERS, 'an id was given twice');
    for (const { id, descriptions } of mine) {
      const receipt = await read(id);
      assert.equal(receipt.status, 'pending');
      assert.equal(receipt.description, descriptions.at(-1));
      assert.equal(receipt.version, EDITS + 2);
    }
    const list = await server.get(at(`${RECEIPTS}?page_size=1`), { token });
    assert.equal(list.json().counts.pending, USERS);
  });

  test('edit the same receipts: each version is one user’s, the others hear of it', async () => {
    const ids = [];
    for (let shared = 0; shared < SHARED_RECEIPTS; ++shared)
      ids.push(await create(`shared-${shared}`));
    const acknowledged = new Map(ids.map((id) => [id, new Map([[1, 'first']])]));
    let conflicts = 0;

    await Promise.all(
      Array.from({ length: USERS }, async (_, user) => {
        for (let change = 0; change < EDITS; ++change) {
          const which = (user + change) % SHARED_RECEIPTS;
          const id = ids[which];
          const seen = await read(id);
          const description = `user ${user}, change ${change}`;
          const answer = await edit(id, seen.version, `shared-${which}`, description);
          if (answer.status === 409) {
            const { code, current } = answer.json();
            assert.equal(code, 'version_conflict');
            assert.ok(current.version > seen.version);
            ++conflicts;
            continue;
          }
          assert.equal(answer.status, 200, answer.text);
          const { version } = answer.json();
          assert.equal(version, seen.version + 1);
          const versions = acknowledged.get(id);
          assert.ok(!versions.has(version), `version ${version} of receipt ${id} was given twice`);
          versions.set(version, description);
        }
      }),
    );

    let changes = 0;
    for (const [id, versions] of acknowledged) {
      const expected = [...versions].sort(([left], [right]) => left - right);
      assert.deepEqual(
        await descriptionsOf(id),
        expected.map(([, description]) => description),
      );
      const receipt = await read(id);
      assert.equal(receipt.version, versions.size);
      assert.equal(receipt.description, expected.at(-1)[1]);
      changes += versions.size - 1;
    }
    assert.equal(changes + conflicts, USERS * EDITS);
    assert.ok(changes >= SHARED_RECEIPTS);
  });

  test('and the log tells of no lock and no failure', () => {
    assert.doesNotMatch(server.log, /database is locked|\bERROR\b/);
  });
});
