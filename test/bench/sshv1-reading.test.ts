import t from 'tap';
import {
  readSshv1End,
  readSshv1Ident,
  readSshv1Linger,
  readSshv1Login,
  readSshv1Request,
  type Sshv1Fact,
  writeSshv1Fact,
} from '../../bench/sshv1-reading.ts';

const lines = (...facts: Sshv1Fact[]): string => facts.map((fact) => writeSshv1Fact(3, fact)).join('');

const connected: Sshv1Fact = {
  fact: 'connected',
  client: { address: '192.0.2.10', port: 50000 },
  server: { address: '192.0.2.1', port: 22 },
};
const ident: Sshv1Fact = { fact: 'ident', ident: 'SSH-1.5-Cisco-1.25' };
const ident2: Sshv1Fact = { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' };
const publicKey: Sshv1Fact = {
  fact: 'public-key',
  hostKeyBits: 1024,
  serverKeyBits: 768,
  cipherMask: ['des', '3des'],
  authMask: ['password'],
};
const keys: Sshv1Fact = { fact: 'keys', cipher: '3des' };
const attempt: Sshv1Fact = { fact: 'attempt', method: 'password' };
const refusal: Sshv1Fact = { fact: 'answer', result: 'failure' };
const success: Sshv1Fact = { fact: 'answer', result: 'success' };
const ended = (by: 'us' | 'server' | 'network'): Sshv1Fact => ({ fact: 'end', by });
const differ: Sshv1Fact = { fact: 'text', text: 'Protocol major versions differ.\n' };

t.test('what is on the tape is one line of ASCII a fact', (t) => {
  const written = writeSshv1Fact(1, { fact: 'text', text: 'Zutritt für \u{1f512}\r\n' });
  t.match(written, /^[\x20-\x7e]*\n$/);
  t.equal(readSshv1Login(written).textBeforeAuthentication, 'Zutritt für \u{1f512}\r\n');
  t.throws(() => readSshv1Login('{"connection":1,"fact":"gossip"}\n'));
  t.end();
});

t.test('how a login came out', (t) => {
  const begun = [connected, ident, publicKey];
  const cases: [string, Sshv1Fact[]][] = [
    ['authenticated', [...begun, keys, attempt, success]],
    ['refused', [...begun, keys, attempt, refusal, ended('us')]],
    ['refused', [...begun, keys, attempt, ended('server')]],
    ['closed', [...begun, ended('server')]],
    ['closed', [...begun, keys, ended('network')]],
    ['closed', [connected, ident, ended('server')]],
    ['closed', [connected, ident, { fact: 'broken', detail: 'a packet length of 9' }, ended('us')]],
    ['no-agreement', [...begun, { fact: 'no-agreement', detail: 'no common cipher' }, ended('us')]],
    ['protocol-mismatch', [connected, ident2, differ, ended('server')]],
    ['protocol-mismatch', [connected, ident2, ended('server')]],
    ['protocol-mismatch', [connected, ident, differ, ended('server')]],
    ['protocol-mismatch', [connected, { fact: 'not-ssh', text: 'HTTP' }, ended('us')]],
    ['unreachable', [{ fact: 'unreachable', detail: 'connection refused' }]],
    ['unreachable', [connected, ended('network')]],
  ];
  for (const [outcome, facts] of cases) {
    const { outcome: read, session } = readSshv1Login(lines(...facts));
    t.equal(read, outcome, facts.map(({ fact }) => fact).join(' '));
    t.equal(session, outcome === 'authenticated' ? 3 : undefined);
  }
  t.end();
});

t.test('all that was seen of a login', (t) => {
  const name: Sshv1Fact = { fact: 'attempt', method: 'none' };
  const rsa: Sshv1Fact = { fact: 'attempt', method: 'rsa' };
  const challenge: Sshv1Fact = { fact: 'answer', result: 'challenge' };
  const before: Sshv1Fact = { fact: 'text', text: 'Keep out\n' };
  const facts = [connected, before, ident, publicKey, keys, name, refusal, rsa, challenge, attempt];
  t.same(readSshv1Login(lines(...facts, { fact: 'disconnect', description: 'enough' }, ended('server'))), {
    kind: 'sshv1-login',
    outcome: 'refused',
    connection: {
      client: { address: '192.0.2.10', port: 50000 },
      server: { address: '192.0.2.1', port: 22 },
    },
    ident: 'SSH-1.5-Cisco-1.25',
    hostKeyBits: 1024,
    serverKeyBits: 768,
    cipherMask: ['des', '3des'],
    authMask: ['password'],
    cipher: '3des',
    turns: [
      { method: 'none', result: 'failure' },
      { method: 'rsa', result: 'challenge' },
      { method: 'password', result: 'failure' },
    ],
    textBeforeAuthentication: 'Keep out\n',
    end: { by: 'server', description: 'enough' },
  });
  t.end();
});

t.test('what a server answered to an identification string', (t) => {
  t.match(readSshv1Ident(lines(connected, ident, publicKey, ended('us'))), {
    answer: 'public-key',
    ident: 'SSH-1.5-Cisco-1.25',
    text: '',
  });
  t.match(readSshv1Ident(lines(connected, ident2, differ, ended('server'))), { answer: 'text' });
  t.match(readSshv1Ident(lines(connected, ident2, ended('server'))), { answer: 'closed' });
  t.match(readSshv1Ident(lines({ fact: 'unreachable', detail: 'connection refused' })), {
    answer: 'unreachable',
    detail: 'connection refused',
  });
  t.match(readSshv1Ident(lines(connected, ended('network'))), { answer: 'unreachable' });
  t.end();
});

t.test('requests, ends and silence', (t) => {
  const asked: Sshv1Fact = { fact: 'request', request: 'exec' };
  const reply = (reply: 'success' | 'failure' | 'output'): Sshv1Fact => ({ fact: 'reply', reply });
  for (const answer of ['success', 'failure', 'output'] as const) {
    t.same(readSshv1Request(lines(asked, reply(answer))), {
      kind: 'sshv1-request',
      request: 'exec',
      granted: answer !== 'failure',
      answer,
    });
  }
  t.match(readSshv1Request(lines(asked, ended('server'))), { granted: false, answer: 'closed' });
  t.equal(readSshv1Request(lines(asked)), undefined, 'not answered yet');
  t.equal(readSshv1Request(lines(reply('success'))), undefined, 'nothing asked');

  t.same(readSshv1End(lines(connected, ended('us'))), { kind: 'sshv1-end', end: { by: 'us' } });
  t.equal(readSshv1End(lines(connected)), undefined);

  const silent: Sshv1Fact = { fact: 'silent', phase: 'identified' };
  t.same(
    readSshv1Linger(lines(connected, silent, ended('server'), { fact: 'waited', milliseconds: 120_004 })),
    {
      kind: 'sshv1-linger',
      phase: 'identified',
      end: { by: 'server' },
      milliseconds: 120_004,
    },
  );
  t.same(
    readSshv1Linger(lines(connected, silent, { fact: 'waited', milliseconds: 360_000 })),
    { kind: 'sshv1-linger', phase: 'identified', milliseconds: 360_000 },
    'the server let it be',
  );
  t.equal(readSshv1Linger(lines(connected, ended('server'))), undefined, 'not silent');
  t.equal(readSshv1Linger(lines(connected, silent)), undefined, 'not over');
  t.end();
});
