// Signing in with a code sent by e-mail, through a real SMTP server on loopback with certificates of a private CA.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { Server, assertError, makeFolder, removeFolder, run, settings } from './support.mjs';

const MAIL_USER = 'roa';
const MAIL_PASSWORD = 'parola-de-mail-7';

let folder;

/** A CA, and a certificate of it for 127.0.0.1. */
function makeCertificates(name) {
  const file = (suffix) => join(folder, `${name}${suffix}`);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    file('-ca.key'),
    '-out',
    file('-ca.pem'),
    '-days',
    '2',
    '-subj',
    `/CN=${name} CA`,
  );
  openssl(
    'req',
    ...newKey,
    '-keyout',
    file('.key'),
    '-out',
    file('.csr'),
    '-subj',
    '/CN=127.0.0.1',
  );
  writeFileSync(file('.ext'), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    'x509',
    '-req',
    '-in',
    file('.csr'),
    '-CA',
    file('-ca.pem'),
    '-CAkey',
    file('-ca.key'),
    '-CAcreateserial',
    '-out',
    file('.pem'),
    '-days',
    '2',
    '-extfile',
    file('.ext'),
  );
  return { ca: file('-ca.pem'), key: readFileSync(file('.key')), cert: readFileSync(file('.pem')) };
}

/** A mail server that keeps what it gets. */
class Mailbox {
  static async open(options) {
    const mailbox = new Mailbox();
    mailbox.messages = [];
    mailbox.signIns = [];
    mailbox.plainCommands = 0;
    mailbox.server = new SMTPServer({
      authMethods: ['PLAIN', 'LOGIN'],
      onAuth(auth, session, done) {
        mailbox.signIns.push({ username: auth.username, secure: session.secure });
        const good = auth.username === MAIL_USER && auth.password === MAIL_PASSWORD;
        done(good ? null : new Error('wrong'), good ? { user: MAIL_USER } : undefined);
      },
      onRcptTo(address, session, done) {
        const refused = mailbox.refuseRecipients;
        done(refused ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
      },
      onData(stream, session, done) {
        const pieces = [];
        stream.on('data', (piece) => pieces.push(piece));
        stream.on('end', () => {
          mailbox.messages.push({
            secure: session.secure,
            from: session.envelope.mailFrom.address,
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(pieces).toString('utf8'),
          });
          done();
        });
      },
      ...options,
    });
    mailbox.server.on('error', () => undefined); // a client that refuses our certificate
    await new Promise((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
    mailbox.port = mailbox.server.server.address().port;
    return mailbox;
  }

  close() {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

const decode = (raw) =>
  Buffer.from(
    raw
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

function codeIn(message) {
  return /este: (\d{6})/.exec(decode(message.raw.split('\r\n\r\n').slice(1).join('\r\n\r\n')))[1];
}

const mailEnv = (port, security, ca, more = {}) => ({
  AUTH_TWO_FACTOR: 'true',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(port),
  SMTP_SECURITY: security,
  SMTP_USERNAME: MAIL_USER,
  SMTP_PASSWORD: MAIL_PASSWORD,
  SMTP_FROM: 'roa@example.ro',
  SMTP_CA_FILE: ca,
  ...more,
});

const login = (server, name = 'demo') =>
  server.post('/api/auth/login', { username: name, password: name });
const confirm = (server, challenge_id, code) =>
  server.post('/api/auth/two-factor', { challenge_id, code });
const otherCode = (code) => (code === '111111' ? '222222' : '111111');

let good;
let strange;

before(() => {
  folder = makeFolder();
  good = makeCertificates('good');
  strange = makeCertificates('strange');
});

after(() => removeFolder(folder));

async function withServers(smtpOptions, security, ca, work, more) {
  const mailbox = await Mailbox.open(smtpOptions);
  const server = await Server.start(mailEnv(mailbox.port, security, ca, more));
  try {
    await work(server, mailbox);
  } finally {
    await server.stop();
    await mailbox.close();
  }
}

async function signInWithCode(server, mailbox) {
  const asked = await login(server);
  assert.equal(asked.status, 200, `${asked.text}\n${server.log}`);
  const challenge = asked.json();
  assert.equal(challenge.two_factor_required, true);
  assert.equal(challenge.expires_in, 600);
  assert.ok(!challenge.access_token && !challenge.refresh_token && !challenge.user);
  const message = mailbox.messages.at(-1);
  assert.equal(message.secure, true);
  assert.equal(message.from, 'roa@example.ro');
  const answer = await confirm(server, challenge.challenge_id, codeIn(message));
  assert.equal(answer.status, 200, answer.text);
  const me = await server.get('/api/auth/me', { token: answer.json().access_token });
  assert.equal(me.json().username, 'demo');
  assert.deepEqual(message.to, [me.json().email]);
  return message;
}

describe('over STARTTLS', () => {
  test('a code signs in', async () => {
    await withServers(
      { key: good.key, cert: good.cert },
      'starttls',
      good.ca,
      async (server, mailbox) => {
        const message = await signInWithCode(server, mailbox);
        assert.deepEqual(mailbox.signIns, [{ username: MAIL_USER, secure: true }]);
        for (const header of [
          /^Date: \w{3}, \d/m,
          /^Message-ID: <[^<>\s]+@example\.ro>/m,
          /^Subject: =\?UTF-8\?B\?/m,
          /^MIME-Version: 1\.0/m,
        ]) {
          assert.match(message.raw, header);
        }
        assert.ok(!server.log.includes(codeIn(message)));
        assert.ok(!server.log.includes(MAIL_PASSWORD));
      },
    );
  });

  test('a certificate of another authority is refused before anything is said', async () => {
    await withServers(
      { key: strange.key, cert: strange.cert },
      'starttls',
      good.ca,
      async (server, mailbox) => {
        const refused = await login(server);
        assertError(refused, 503, 'wrong CA');
        assert.ok(Number(refused.headers['retry-after']) > 0);
        assert.equal(mailbox.messages.length, 0);
        assert.equal(mailbox.signIns.length, 0);
        assert.doesNotMatch(refused.text, /127\.0\.0\.1|parola/);
      },
    );
  });

  test('a server without STARTTLS gets neither password nor message', async () => {
    await withServers(
      { disabledCommands: ['STARTTLS'], allowInsecureAuth: true },
      'starttls',
      good.ca,
      async (server, mailbox) => {
        assertError(await login(server), 503, 'no STARTTLS');
        assert.equal(mailbox.signIns.length, 0);
        assert.equal(mailbox.messages.length, 0);
      },
    );
  });
});

describe('over TLS', () => {
  test('a code signs in', async () => {
    await withServers(
      { secure: true, key: good.key, cert: good.cert },
      'tls',
      good.ca,
      signInWithCode,
    );
  });

  test('a certificate of another authority is refused', async () => {
    await withServers(
      { secure: true, key: strange.key, cert: strange.cert },
      'tls',
      good.ca,
      async (server, mailbox) => {
        assertError(await login(server), 503, 'wrong CA');
        assert.equal(mailbox.messages.length, 0);
      },
    );
  });
});

describe('the code', () => {
  test('is good once, for its own challenge, and not after five wrong tries', async () => {
    await withServers(
      { secure: true, key: good.key, cert: good.cert },
      'tls',
      good.ca,
      async (server, mailbox) => {
        const ask = async (name) => {
          const { challenge_id: id } = (await login(server, name)).json();
          return { id, code: codeIn(mailbox.messages.at(-1)) };
        };
        const first = await ask('demo');
        let second = await ask('contabil');
        if (second.code === first.code) second = await ask('contabil');
        assertError(await confirm(server, second.id, first.code), 401, 'code of another challenge');
        assert.equal((await confirm(server, first.id, first.code)).status, 200);
        assertError(await confirm(server, first.id, first.code), 401, 'replay');
        for (let i = 0; i < 4; ++i) {
          assertError(await confirm(server, second.id, otherCode(second.code)), 401, `wrong ${i}`);
        }
        assertError(
          await confirm(server, second.id, second.code),
          401,
          'the right one, after five tries',
        );
        assertError(await confirm(server, 'unknown', '123456'), 401, 'unknown challenge');
      },
    );
  });

  test('survives a restart between the two steps', async () => {
    const mailbox = await Mailbox.open({ secure: true, key: good.key, cert: good.cert });
    const env = mailEnv(mailbox.port, 'tls', good.ca);
    const first = await Server.start(env);
    const { challenge_id } = (await login(first)).json();
    await first.end('SIGKILL');
    const second = await Server.start(env, { dataDir: first.dataDir });
    try {
      const answer = await confirm(second, challenge_id, codeIn(mailbox.messages.at(-1)));
      assert.equal(answer.status, 200, answer.text);
    } finally {
      await second.stop();
      removeFolder(first.dataDir);
      await mailbox.close();
    }
  });

  test('guessing over several challenges locks the account', async () => {
    await withServers(
      { secure: true, key: good.key, cert: good.cert },
      'tls',
      good.ca,
      async (server, mailbox) => {
        for (let round = 0; round < 2; ++round) {
          const { challenge_id } = (await login(server)).json();
          const wrong = otherCode(codeIn(mailbox.messages.at(-1)));
          for (let i = 0; i < 2; ++i) assertError(await confirm(server, challenge_id, wrong), 401);
        }
        const { challenge_id } = (await login(server)).json();
        const code = codeIn(mailbox.messages.at(-1));
        assertError(await confirm(server, challenge_id, otherCode(code)), 401);
        assertError(await confirm(server, challenge_id, code), 429, 'locked');
        assertError(await login(server), 429, 'locked');
      },
      { AUTH_LOCKOUT_ACCOUNT_FAILURES: '5' },
    );
  });
});

describe('a mail server that does not take the message', () => {
  test('is a 503 when it refuses the sign-in or is away', async () => {
    await withServers(
      { secure: true, key: good.key, cert: good.cert },
      'tls',
      good.ca,
      async (server, mailbox) => {
        assertError(await login(server), 503, 'wrong mail password');
        assert.equal(mailbox.messages.length, 0);
      },
      { SMTP_PASSWORD: 'wrong-mail-password' },
    );
    const server = await Server.start(mailEnv(1, 'tls', good.ca));
    try {
      assertError(await login(server), 503, 'nobody listens');
    } finally {
      await server.stop();
    }
  });

  test('is a 503 when it does not know the recipient', async () => {
    await withServers(
      { secure: true, key: good.key, cert: good.cert },
      'tls',
      good.ca,
      async (server, mailbox) => {
        mailbox.refuseRecipients = true;
        assertError(await login(server), 503, 'unknown recipient');
      },
    );
  });
});

test('two factors without a mail server are refused at the start', () => {
  const dataDir = makeFolder();
  const done = run(['serve'], settings(dataDir, { AUTH_TWO_FACTOR: 'true' }));
  removeFolder(dataDir);
  assert.equal(done.code, 2);
  assert.match(done.stderr + done.stdout, /SMTP_HOST/);
});
