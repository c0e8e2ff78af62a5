// Pictures of receipts in the real executable: what was acknowledged is there and whole, whenever the
// process is killed and however full its disk is; large files do not become memory.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { Server, assertError, makeFolder, removeFolder, sleep } from './support.mjs';

const KILLS = 50;
const CLIENTS = 4;
const LONGEST_LIFE_MS = 300;
const MEGABYTE = 1024 * 1024;
const LARGE = 24 * MEGABYTE;
const BODIES = 8; // large ones at the same time
const MEMORY_SLACK_KB = 64 * 1024; // for all of them together, in a build with sanitizers

const RECEIPTS = '/api/data-entry/receipts';
const ATTACHMENTS = '/api/data-entry/attachments';
const BOUNDARY = 'a-boundary-of-the-tests';

let folder;
let company;
let token;
let date;

const start = (options = {}) =>
  Server.start({ ERP_DEMO_JOURNAL_LINES: '500' }, { dataDir: folder, ...options });
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

// --- files ---

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; ++bit) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC_TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(name, body) {
  const bytes = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(bytes), 4);
  return Buffer.concat([ends.subarray(0, 4), bytes, ends.subarray(4)]);
}

/** A PNG of random grey pixels: no two are the same, and it does not compress. */
function makePng(width, height) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits
  const rows = randomBytes((width + 1) * height);
  for (let row = 0; row < height; ++row) rows[row * (width + 1)] = 0; // no filter
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function makeForm(files) {
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
        'Content-Type: image/png\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const upload = (server, path, files, headers = {}) =>
  server.send('POST', at(path), {
    token,
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
    body: makeForm(files),
  });

const makeKey = () => randomBytes(12).toString('hex');
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}

const filesIn = (name) => {
  try {
    return filesBelow(join(folder, name));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};

/** A request's files go right after its answer. */
async function waitForUploads(count) {
  while (filesIn('uploads').length !== count) await sleep(5);
}

/** Every row's bytes come back whole, through the server. */
async function checkReceipt(server, id) {
  const answer = await server.get(at(`${RECEIPTS}/${id}`), { token });
  assert.equal(answer.status, 200, `receipt ${id} is lost: ${answer.text}`);
  const { attachments, version } = answer.json();
  for (const attachment of attachments) {
    const file = await server.get(at(`${ATTACHMENTS}/${attachment.id}`), { token });
    assert.equal(file.status, 200, `attachment ${attachment.id}: ${file.text.slice(0, 200)}`);
    assert.equal(file.bytes.length, attachment.size_bytes, `attachment ${attachment.id}`);
    assert.equal(hashOf(file.bytes), attachment.content_hash, `attachment ${attachment.id}`);
  }
  const history = (await server.get(at(`${RECEIPTS}/${id}/history`), { token })).json().items;
  assert.deepEqual(
    history.map((entry) => entry.version),
    Array.from({ length: version }, (_, index) => index + 1),
    `the history of receipt ${id} has gaps`,
  );
  const told = history.flatMap(({ changes }) => changes.filter((change) => change.after !== null));
  for (const { file_name: name, content_hash: hash } of attachments) {
    assert.ok(
      told.some(({ after: text }) => text === `${name} sha256:${hash}`),
      `the history of receipt ${id} does not tell ${name}`,
    );
  }
  return attachments;
}

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

/** Files on the disk are what their names say: no half ones. */
function checkFiles() {
  for (const file of filesIn('receipts/attachments')) {
    assert.equal(hashOf(readFileSync(file)), file.split('/').pop(), 'a file is not whole');
  }
}

/** Makes drafts from files and adds more to them; knows what was acknowledged. */
class Client {
  constructor() {
    this.receipts = new Map(); // id -> content hashes that must be there
    this.lastKey = undefined; // of a draft whose answer did not come
    this.lastFile = undefined;
  }

  async work(server) {
    try {
      for (;;) await this.enterOne(server);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
    }
  }

  async enterOne(server) {
    // A draft whose answer was lost is sent again with its key, as a phone does.
    this.lastKey ??= makeKey();
    this.lastFile ??= { name: 'bon.png', bytes: makePng(40, 60) };
    const made = await upload(server, `${RECEIPTS}/from-file`, [this.lastFile], {
      'Idempotency-Key': this.lastKey,
    });
    assert.ok([200, 201].includes(made.status), made.text);
    const { id, attachments } = made.json();
    assert.deepEqual(
      attachments.map(({ content_hash: hash }) => hash),
      [hashOf(this.lastFile.bytes)],
    );
    this.receipts.set(id, [hashOf(this.lastFile.bytes)]);
    this.lastKey = undefined;
    this.lastFile = undefined;
    for (let count = 0; count < 2; ++count) {
      const files = [
        { name: 'a.png', bytes: makePng(40, 60) },
        { name: 'b.png', bytes: makePng(60, 40) },
      ];
      const added = await upload(server, `${RECEIPTS}/${id}/attachments`, files);
      assert.equal(added.status, 201, added.text);
      this.receipts.get(id).push(...files.map(({ bytes }) => hashOf(bytes)));
    }
  }

  async check(server) {
    for (const [id, hashes] of this.receipts) {
      const attachments = await checkReceipt(server, id);
      const found = new Set(attachments.map(({ content_hash: hash }) => hash));
      for (const hash of hashes) assert.ok(found.has(hash), `a picture of receipt ${id} is lost`);
      assert.equal(attachments.length % 2, 1, 'half of two files was added');
    }
  }
}

describe('attachments', () => {
  test(`no picture that was acknowledged is lost in ${KILLS} kills`, async (context) => {
    const clients = Array.from({ length: CLIENTS }, () => new Client());
    let server = await start();
    for (let kill = 0; kill < KILLS; ++kill) {
      const working = Promise.all(clients.map((client) => client.work(server)));
      await sleep(20 + ((kill * 37) % LONGEST_LIFE_MS));
      await server.end('SIGKILL');
      await working;
      checkFiles();
      server = await start();
      await Promise.all(
        (await listAll(server)).slice(-CLIENTS).map(({ id }) => checkReceipt(server, id)),
      );
    }
    for (const client of clients) await client.check(server);
    const rows = await listAll(server);
    for (const { id } of rows) await checkReceipt(server, id);
    const known = clients.reduce((sum, client) => sum + client.receipts.size, 0);
    assert.ok(rows.length >= known && rows.length <= known + CLIENTS, 'a draft was made twice');
    await waitForUploads(0);
    const pictures = clients.flatMap((client) => [...client.receipts.values()].flat()).length;
    assert.ok(pictures > KILLS, `only ${pictures} pictures were acknowledged`);
    context.diagnostic(`${pictures} acknowledged pictures, ${rows.length} receipts`);
    await server.stop();
  });

  test('with a full disk everything is refused, nothing is half there, and it goes on', async () => {
    const server = await start();
    const limit = (text) => {
      const done = spawnSync('prlimit', ['--pid', String(server.pid), `--fsize=${text}`]);
      assert.equal(done.status, 0, String(done.stderr));
    };
    const whole = { name: 'whole.png', bytes: makePng(300, 300) };
    const made = await upload(server, `${RECEIPTS}/from-file`, [whole], {
      'Idempotency-Key': makeKey(),
    });
    assert.equal(made.status, 201, made.text);
    const { id } = made.json();
    const rowsBefore = (await listAll(server)).length;
    const filesBefore = filesIn('receipts/attachments').length;

    // No file grows beyond so many bytes: the picture does not fit, then not even the store's log.
    for (const bytes of [50_000, 1]) {
      limit(`${bytes}:unlimited`);
      const refused = [
        await upload(server, `${RECEIPTS}/${id}/attachments`, [
          { name: 'more.png', bytes: makePng(300, 300) },
        ]),
        await upload(
          server,
          `${RECEIPTS}/from-file`,
          [{ name: 'new.png', bytes: makePng(300, 300) }],
          { 'Idempotency-Key': makeKey() },
        ),
      ];
      if (bytes === 1) {
        refused.push(
          await server.post(at(RECEIPTS), { number: '1', date }, { token }),
          await server.send('DELETE', at(`${RECEIPTS}/${id}`), { token }),
        );
      }
      for (const answer of refused) {
        assertError(answer, 503, `with ${bytes} bytes`);
        assert.ok(Number(answer.headers['retry-after']) > 0);
      }
      assert.equal((await server.get(at(`${RECEIPTS}/${id}`), { token })).json().version, 1);
      assert.equal((await listAll(server)).length, rowsBefore);
      await waitForUploads(0);
      assert.equal(filesIn('receipts/attachments').length, filesBefore);
      await checkReceipt(server, id);
      assert.equal((await server.get('/health/live')).status, 200);
    }

    // A picture that still fits, and a store that does not: the file is an orphan, and no row names it.
    const small = { name: 'small.png', bytes: makePng(40, 60) };
    const key = { 'Idempotency-Key': makeKey() };
    limit('4000:unlimited');
    assertError(await upload(server, `${RECEIPTS}/${id}/attachments`, [small]), 503);
    assertError(await upload(server, `${RECEIPTS}/from-file`, [small], key), 503);
    assert.equal((await listAll(server)).length, rowsBefore);
    await waitForUploads(0);
    assert.equal(filesIn('receipts/attachments').length, filesBefore + 1);
    checkFiles();

    // It goes on as soon as there is room.
    limit('unlimited:unlimited');
    const late = await upload(server, `${RECEIPTS}/from-file`, [small], key);
    assert.equal(late.status, 201, late.text);
    assert.equal(filesIn('receipts/attachments').length, filesBefore + 1);
    const more = await upload(server, `${RECEIPTS}/${id}/attachments`, [
      { name: 'more.png', bytes: makePng(300, 300) },
    ]);
    assert.equal(more.status, 201, more.text);
    assert.equal(more.json().version, 2);
    await server.stop();

    const next = await start();
    assert.equal((await checkReceipt(next, id)).length, 2);
    checkFiles();
    await next.stop();
  });

  test(`${BODIES} bodies of 24 MB do not become memory`, async (context) => {
    const server = await start();
    // No pictures: what is measured is the way in, not what decoding takes.
    const large = { name: 'large.bin', bytes: Buffer.alloc(LARGE, 'x') };
    const created = await server.post(at(RECEIPTS), { number: 'large' }, { token });
    const path = `${RECEIPTS}/${created.json().id}/attachments`;
    await upload(server, path, [{ name: 'warm.bin', bytes: Buffer.from('x') }]);
    const beforeKb = server.memory();
    let mostKb = beforeKb;
    const timer = setInterval(() => (mostKb = Math.max(mostKb, server.memory())), 2);
    // The form breaks off at its end, so that no file is looked at.
    const body = makeForm([large]).subarray(0, -10);
    const answers = await Promise.all(
      Array.from({ length: BODIES }, () =>
        server.send('POST', at(path), {
          token,
          headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
          body,
        }),
      ),
    );
    clearInterval(timer);
    for (const answer of answers) assertError(answer, 400);
    context.diagnostic(`memory grew by ${mostKb - beforeKb} KB for ${BODIES} x 24 MB`);
    assert.ok(mostKb - beforeKb < MEMORY_SLACK_KB, `memory grew by ${mostKb - beforeKb} KB`);
    await waitForUploads(0);

    const tooLarge = await server.send('POST', at(path), {
      token,
      headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: makeForm([{ name: 'huge.bin', bytes: Buffer.alloc(26 * MEGABYTE) }]),
    });
    assertError(tooLarge, 413);
    await server.stop();
  });

  test('a client that leaves, or a server that is killed, in the middle of a file leaves nothing behind', async () => {
    let server = await start();
    const created = await server.post(at(RECEIPTS), { number: 'cut' }, { token });
    const path = at(`${RECEIPTS}/${created.json().id}/attachments`);
    const form = makeForm([{ name: 'a.png', bytes: makePng(1000, 1000) }]);
    const sendPart = (share) => {
      const request = http.request({
        host: '127.0.0.1',
        port: server.port,
        method: 'POST',
        path,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
          'Content-Length': form.length,
        },
      });
      request.on('error', () => undefined);
      request.write(form.subarray(0, Math.floor(form.length * share)));
      return request;
    };
    for (const share of [0.3, 0.6, 0.99]) {
      const request = sendPart(share);
      await waitForUploads(1);
      request.destroy();
      await waitForUploads(0);
    }
    sendPart(0.6);
    await waitForUploads(1);
    await server.end('SIGKILL');
    assert.equal(filesIn('uploads').length, 1);
    server = await start();
    await waitForUploads(0);
    assert.equal((await checkReceipt(server, created.json().id)).length, 0);
    await server.stop();
  });
});
