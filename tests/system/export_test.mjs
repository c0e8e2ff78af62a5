// Exported files, opened by other programs and compared with what the reports say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { PATIENCE_MS, Server, assertError, makeFolder, removeFolder, sleep } from './support.mjs';

const RANGE = { date_from: '2025-01-01', date_to: '2025-12-31' };

let server;
let token;
let company;
let folder;

before(async () => {
  folder = makeFolder();
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'tmp', 'export-left-by-a-crash.xlsx'), 'books');
  server = await Server.start({ ERP_DEMO_JOURNAL_LINES: '40000' }, { dataDir: folder });
  token = (await server.login('demo')).access_token;
  company = (await server.get('/api/companies', { token })).json().items[0];
});

after(async () => {
  await server?.stop();
  removeFolder(folder);
});

const url = (path, query) =>
  `/api/reports${path}?${new URLSearchParams({ company_id: company.id, ...query })}`;

async function report(path, query = {}) {
  const answer = await server.get(url(path, query), { token });
  assert.equal(answer.status, 200, answer.text);
  return answer.json();
}

async function download(path, query) {
  const answer = await server.get(url(path, query), { token });
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  return answer;
}

const toBani = (decimal) => Math.round(Number(decimal) * 100);
const sumOf = (values) => values.reduce((sum, value) => sum + toBani(value || 0), 0);
const temporaryFiles = () => readdirSync(join(folder, 'tmp'));

/** "1234.5" as it stands on paper: "1.234,50". */
function onPaper(decimal) {
  const [whole, fraction] = decimal.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

async function until(condition, describeFailure) {
  const end = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > end) assert.fail(describeFailure());
    await sleep(10);
  }
}

describe('XLSX', () => {
  /** The table of a workbook, found by its frozen head. */
  async function readTable(path, query) {
    const answer = await download(path, { ...query, format: 'xlsx', language: 'en' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(answer.bytes);
    const [sheet] = workbook.worksheets;
    const headRow = sheet.views[0].ySplit;
    const titles = sheet.getRow(headRow).values.slice(1);
    const rows = [];
    for (let number = headRow + 1; number < sheet.rowCount; ++number) {
      const values = sheet.getRow(number).values.slice(1);
      rows.push(Object.fromEntries(titles.map((title, index) => [title, values[index]])));
    }
    const last = sheet.getRow(sheet.rowCount).values.slice(1);
    const totals = Object.fromEntries(titles.map((title, index) => [title, last[index]]));
    return { answer, sheet, headRow, titles, rows, totals };
  }

  test('invoices: numbers are numbers, days are days, and totals are sums', async () => {
    const list = await report('/invoices', RANGE);
    const { answer, sheet, headRow, titles, rows, totals } = await readTable(
      '/invoices/export',
      RANGE,
    );
    assert.equal(
      answer.headers['content-type'],
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.match(
      answer.headers['content-disposition'],
      /^attachment; filename="client-invoices-[\d_-]+\.xlsx"; filename\*=UTF-8''client/,
    );
    assert.equal(rows.length, list.total);
    for (const row of rows) {
      assert.ok(row.Date instanceof Date && row['Due date'] instanceof Date, `${row.Number}`);
      for (const name of ['Net', 'VAT', 'Total', 'Paid', 'Balance']) {
        assert.equal(typeof row[name], 'number', `${row.Number}: ${name}`);
      }
      assert.equal(typeof row.Number, 'string');
    }
    const first = list.items[0];
    assert.equal(rows[0].Number, first.number);
    assert.equal(rows[0].Partner, first.partner_name);
    assert.equal(rows[0].Date.toISOString().slice(0, 10), first.date);
    assert.equal(toBani(rows[0].Total), toBani(first.total));
    for (const [name, key] of [
      ['Net', 'net'],
      ['VAT', 'vat'],
      ['Total', 'total'],
      ['Paid', 'paid'],
      ['Balance', 'balance'],
    ]) {
      assert.equal(sumOf(rows.map((row) => row[name])), toBani(list.totals[key]), name);
      assert.equal(toBani(totals[name].result), toBani(list.totals[key]), name);
      const column = sheet.getColumn(titles.indexOf(name) + 1).letter;
      const range = `${column}${headRow + 1}:${column}${headRow + rows.length}`;
      assert.equal(totals[name].formula, `SUM(${range})`);
    }
    assert.equal(sheet.views[0].state, 'frozen');
    assert.ok(sheet.autoFilter);
    assert.equal(sheet.pageSetup.orientation, 'landscape');
    assert.equal(sheet.pageSetup.paperSize, 9);
    assert.equal(sheet.pageSetup.fitToPage, true);
    assert.equal(sheet.pageSetup.printTitlesRow, `${headRow}:${headRow}`);
    assert.ok(sheet.getColumn(titles.indexOf('Partner') + 1).width > 30);
    assert.equal(sheet.getCell('A1').value, 'Invoices to clients');
    assert.ok(sheet.getCell('A2').value.startsWith(`${company.name} · Tax number ${company.cui}`));
  });

  test('trial balance: each pair of columns is equal', async () => {
    const balance = await report('/trial-balance', { level: 'analytic' });
    const { rows, totals } = await readTable('/trial-balance/export', { level: 'analytic' });
    assert.equal(rows.length, balance.items.length);
    assert.equal(rows[0].Account, balance.items[0].account);
    for (const pair of ['Opening', 'Month', 'Total', 'Closing']) {
      const debit = toBani(totals[`${pair} debit`].result);
      assert.equal(debit, toBani(totals[`${pair} credit`].result), pair);
      assert.equal(debit, sumOf(rows.map((row) => row[`${pair} debit`])), pair);
    }
    assert.equal(toBani(totals['Month debit'].result), toBani(balance.totals.period_debit));
  });

  test('account ledger, partner statement, treasury: opening, sums and closing', async () => {
    const partner = (await report('/invoices', RANGE)).items[0].partner_id;
    for (const [path, file, query, names] of [
      [
        '/trial-balance/accounts/4111',
        '/trial-balance/accounts/4111/export',
        {},
        ['debit', 'credit'],
      ],
      [
        `/partners/${partner}/statement`,
        `/partners/${partner}/statement/export`,
        RANGE,
        ['debit', 'credit'],
      ],
      ['/treasury/register', '/treasury/export', { account: '5311' }, ['in', 'out']],
    ]) {
      const ledger = await report(path, query);
      const { rows, totals } = await readTable(file, query);
      assert.equal(rows.length, ledger.total + 1, path);
      assert.equal(toBani(rows[0].Balance), toBani(ledger.totals.opening), path);
      for (const name of names) {
        const title = name[0].toUpperCase() + name.slice(1);
        const total = totals[title].result ?? totals[title];
        assert.equal(toBani(total), toBani(ledger.totals[name]), `${path} ${name}`);
      }
      const closing = totals.Balance.result ?? totals.Balance;
      assert.equal(toBani(closing), toBani(ledger.totals.closing), path);
    }
  });

  test('a selection of nothing: head and totals of zero', async () => {
    const { rows, totals } = await readTable('/invoices/export', { search: 'zzzzzz' });
    assert.equal(rows.length, 0);
    assert.equal(totals.Total, 0);
  });
});

describe('PDF', () => {
  async function readPages(path, query) {
    const { bytes } = await download(path, { ...query, format: 'pdf' });
    const options = { input: bytes, encoding: 'utf8', maxBuffer: 1 << 28 };
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], options);
    const info = execFileSync('pdfinfo', ['-'], options);
    const fonts = execFileSync('pdffonts', ['-'], options);
    return { pages: text.split('\f').slice(0, -1), info, fonts };
  }

  test('invoices: head on every page, page x of y, totals, Romanian letters', async () => {
    const list = await report('/invoices', RANGE);
    const { pages, info, fonts } = await readPages('/invoices/export', RANGE);
    assert.ok(pages.length > 3, `${pages.length} pages`);
    assert.equal(Number(/Pages:\s+(\d+)/.exec(info)[1]), pages.length);
    assert.match(info, /Page size:.*\(A4\)/);
    assert.match(info, /Title:\s+Facturi clienți/);
    pages.forEach((page, index) => {
      assert.match(page, new RegExp(`Pagina ${index + 1} din ${pages.length}\\b`));
      assert.match(page, /Scadența\s+Partener\s+CUI/);
      assert.match(page, /Listat la \d\d\.\d\d\.\d{4}/);
      assert.ok(page.includes(company.name), `page ${index + 1}`);
    });
    assert.ok(pages[0].includes(company.cui));
    assert.ok(pages[0].includes('Data facturii: 01.01.2025 – 31.12.2025'));
    const last = pages.at(-1);
    assert.match(last, /^\s*Total /m);
    for (const key of ['net', 'vat', 'total', 'paid', 'balance']) {
      assert.ok(last.includes(onPaper(list.totals[key])), `${key} ${list.totals[key]}`);
    }
    // One due date each: so many rows are there.
    const rows = pages.join('\n').match(/^.*\d\d\.\d\d\.\d{4}\s+\d\d\.\d\d\.\d{4}.*$/gm);
    assert.equal(rows.length, list.total);
    for (const line of fonts.trim().split('\n').slice(2)) assert.match(line, /\byes yes yes\b/);
  });

  test('trial balance and ledgers', async () => {
    const balance = await report('/trial-balance', {});
    const printed = await readPages('/trial-balance/export', {});
    assert.ok(printed.pages.at(-1).includes(onPaper(balance.totals.total_debit)));
    assert.match(printed.pages[0], /Balanță de verificare/);
    const register = await report('/treasury/register', { account: '5311' });
    const cash = await readPages('/treasury/export', { account: '5311' });
    assert.match(cash.pages[0], /Registru de casă – 5311/);
    assert.match(cash.pages[0], /Sold inițial/);
    assert.ok(cash.pages.at(-1).includes(onPaper(register.totals.closing)));
  });

  test('a selection of nothing: one page', async () => {
    const { pages } = await readPages('/invoices/export', { search: 'zzzzzz' });
    assert.equal(pages.length, 1);
    assert.match(pages[0], /Total.*0,00/);
    assert.match(pages[0], /Pagina 1 din 1/);
  });
});

describe('CSV', () => {
  test('both separators, with and without a byte order mark, add up to the totals', async () => {
    const list = await report('/invoices', RANGE);
    for (const [separator, delimiter] of [
      ['comma', ','],
      ['semicolon', ';'],
    ]) {
      for (const bom of [true, false]) {
        const answer = await download('/invoices/export', {
          ...RANGE,
          format: 'csv',
          separator,
          bom,
        });
        assert.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/);
        assert.equal(answer.text.startsWith('\uFEFF'), bom);
        const rows = parse(answer.bytes, {
          delimiter,
          bom,
          columns: true,
          recordDelimiter: '\r\n',
        });
        assert.equal(rows.length, list.total);
        assert.equal(sumOf(rows.map((row) => row.Total)), toBani(list.totals.total));
        assert.equal(sumOf(rows.map((row) => row.Sold)), toBani(list.totals.balance));
        assert.match(rows[0].Data, /^\d{4}-\d\d-\d\d$/);
      }
    }
  });
});

describe('What goes wrong', () => {
  test('files that a crash left are removed at the start, those of answers at their end', async () => {
    await download('/invoices/export', { format: 'pdf' });
    await until(
      () => temporaryFiles().length === 0,
      () => `still there: ${temporaryFiles()}`,
    );
  });

  test('bad input is refused with a reason', async () => {
    for (const [path, query, status] of [
      ['/invoices/export', {}, 422],
      ['/invoices/export', { format: 'doc' }, 422],
      ['/trial-balance/export', { format: 'pdf', year: 2025, month: 13 }, 422],
      ['/trial-balance/accounts/999999/export', { format: 'csv' }, 404],
      ['/partners/999999/statement/export', { format: 'csv' }, 404],
      ['/treasury/export', { format: 'csv', account: '401' }, 404],
    ]) {
      assertError(await server.get(url(path, query), { token }), status, path);
    }
  });

  test('a client that goes half-way ends the work', async () => {
    const mark = server.log.length;
    const cancelled = () => server.log.slice(mark).includes('export cancelled');
    const request = http.get({
      host: '127.0.0.1',
      port: server.port,
      agent: false,
      path: url('/trial-balance/accounts/4111/export', {
        format: 'pdf',
        date_from: '2024-01-01',
        date_to: '2025-12-31',
      }),
      headers: { Authorization: `Bearer ${token}` },
    });
    request.on('error', () => {});
    await until(
      () => temporaryFiles().length > 0,
      () => server.log.slice(mark),
    );
    request.destroy();
    await until(cancelled, () => server.log.slice(mark));
    await until(
      () => temporaryFiles().length === 0,
      () => `still there: ${temporaryFiles()}`,
    );
    assert.equal((await server.get(url('/invoices', {}), { token })).status, 200);
  });

  test('no font on the machine: 503 with a reason, and no other format suffers', async () => {
    const noFonts = join(folder, 'no-fonts.conf');
    writeFileSync(noFonts, '<fontconfig></fontconfig>');
    const bare = await Server.start({ FONTCONFIG_FILE: noFonts });
    try {
      const access = { token: (await bare.login('demo')).access_token };
      const path = (format) => `/api/reports/invoices/export?company_id=1&format=${format}`;
      const pdf = await bare.get(path('pdf'), access);
      assertError(pdf, 503, 'pdf');
      assert.match(pdf.json().detail, /font/);
      assert.equal((await bare.get(path('xlsx'), access)).status, 200);
    } finally {
      await bare.stop();
    }
  });

  test('no room for the file: 503 with a reason, and everything else goes on', async () => {
    await server.end();
    // No file may grow past 300 KB: to a writer the same as a full disk.
    server = await Server.start({}, { dataDir: folder, fileBlocks: 600 });
    token = (await server.login('demo')).access_token;
    for (const format of ['csv', 'xlsx', 'pdf']) {
      const answer = await server.get(url('/invoices/export', { format }), { token });
      assertError(answer, 503, format);
      assert.match(answer.json().detail, /no room/);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      assert.deepEqual(temporaryFiles(), []);
    }
    assert.equal((await server.get('/health')).json().status, 'ok');
    assert.equal((await server.get(url('/invoices', {}), { token })).status, 200);
    const small = await download('/invoices/export', { format: 'xlsx', search: 'zzzzzz' });
    assert.ok(small.bytes.length > 1000);
    assert.ok(existsSync(join(folder, 'tmp')));
  });
});
