import t from 'tap';
import {
  readSshEnd,
  readSshExec,
  readSshFacts,
  readSshIdent,
  readSshKeyExchanges,
  readSshLinger,
  readSshLogin,
  type SshFact,
  writeSshFact,
} from '../../bench/ssh-reading.ts';

const lines = (...facts: SshFact[]): string => facts.map((fact) => writeSshFact(3, fact)).join('');

t.test('a fact is one line of ASCII and comes back as it was', (t) => {
  const banner: SshFact = { fact: 'banner', text: 'Zutritt verboten\r\n\u00e4\u20ac\u{1f512}"\\' };
  const written = writeSshFact(3, banner);
  t.match(written, /^[\x20-\x7e]*\n$/);
  t.same(readSshFacts(written), [{ connection: 3, ...banner }]);
  t.throws(() => readSshFacts('{"connection":1,"fact":"gossip"}\n'));
  t.throws(() => readSshFacts('garbage\n'));
  t.end();
});

t.test('how a login came out', (t) => {
  const connected: SshFact = {
    fact: 'connected',
    client: { address: '192.0.2.10', port: 50000 },
    server: { address: '192.0.2.1', port: 22 },
  };
  const ident: SshFact = { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' };
  const attempt: SshFact = { fact: 'attempt', method: 'password' };
  const refusal: SshFact = { fact: 'answer', result: 'failure', canContinue: ['password'] };
  const byServer: SshFact = { fact: 'end', by: 'server' };
  const cases: [string, SshFact[]][] = [
    ['authenticated', [connected, ident, attempt, { fact: 'answer', result: 'success', canContinue: [] }]],
    ['refused', [connected, ident, attempt, refusal, { fact: 'end', by: 'us' }]],
    ['refused', [connected, ident, attempt, byServer]],
    [
      'refused',
      [connected, ident, attempt, { fact: 'answer', result: 'partial', canContinue: [] }, byServer],
    ],
    ['closed', [connected, ident, byServer]],
    ['closed', [connected, byServer]],
    ['closed', [connected, ident, attempt, { fact: 'end', by: 'network', detail: 'connection reset' }]],
    ['unreachable', [connected, { fact: 'end', by: 'network', detail: 'connection reset' }]],
    ['unreachable', [{ fact: 'unreachable', detail: 'connection refused' }]],
    ['no-agreement', [connected, ident, { fact: 'no-agreement', detail: 'no common mac' }, byServer]],
    ['protocol-mismatch', [connected, ident, { fact: 'version-mismatch', detail: 'version 1' }, byServer]],
    ['protocol-mismatch', [connected, { fact: 'not-ssh', text: 'HTTP' }, byServer]],
  ];
  for (const [outcome, facts] of cases) {
    const seen = facts.map(({ fact }) => fact).join(', ');
    t.equal(readSshLogin(lines(...facts)).outcome, outcome, `${outcome}: ${seen}`);
  }
  t.end();
});

t.test('turns of authentication', (t) => {
  const { turns, session } = readSshLogin(
    lines(
      { fact: 'attempt', method: 'none' },
      { fact: 'answer', result: 'failure', canContinue: ['keyboard-interactive', 'password'] },
      { fact: 'attempt', method: 'keyboard-interactive' },
      { fact: 'prompts', prompts: [{ text: 'Password: ', echo: false }] },
      { fact: 'prompts', prompts: [{ text: 'Token: ', echo: true }] },
      { fact: 'answer', result: 'success', canContinue: [] },
    ),
  );
  t.same(turns, [
    { method: 'none', result: 'failure', canContinue: ['keyboard-interactive', 'password'], prompts: [] },
    {
      method: 'keyboard-interactive',
      result: 'success',
      canContinue: [],
      prompts: [
        { text: 'Password: ', echo: false },
        { text: 'Token: ', echo: true },
      ],
    },
  ]);
  t.equal(session, 3, 'the session has the number of its connection');
  t.end();
});

t.test('an attempt that the network cut off is not a refusal', (t) => {
  const { turns, outcome } = readSshLogin(
    lines(
      { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' },
      { fact: 'attempt', method: 'password' },
      { fact: 'end', by: 'network', detail: 'connection reset' },
    ),
  );
  t.same([turns, outcome], [[], 'closed']);
  t.end();
});

t.test('ends, identification strings and commands', (t) => {
  const disconnect: SshFact = { fact: 'disconnect', reason: 2, description: 'Too many' };
  t.same(readSshEnd(lines(disconnect, { fact: 'end', by: 'server' })), {
    kind: 'ssh-end',
    end: { by: 'server', reason: 2, description: 'Too many' },
  });
  t.equal(readSshEnd(lines(disconnect)), undefined);
  t.same(readSshIdent(lines({ fact: 'ident', ident: 'SSH-1.99-Cisco-1.25' })), {
    kind: 'ident',
    ident: 'SSH-1.99-Cisco-1.25',
  });
  t.equal(readSshIdent(''), undefined);
  t.same(readSshExec('out', lines({ fact: 'exit-status', status: 0 })), {
    kind: 'ssh-exec',
    output: 'out',
    exitStatus: 0,
  });
  t.same(readSshExec('out', ''), { kind: 'ssh-exec', output: 'out' });
  t.end();
});

t.test('how a silent client fared', (t) => {
  const ident: SshFact = { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' };
  const linger: SshFact = { fact: 'linger', phase: 'identified' };
  const silent: SshFact = { fact: 'silent' };
  const waited: SshFact = { fact: 'waited', milliseconds: 30_012 };
  const end: SshFact = { fact: 'end', by: 'server' };
  const common = { kind: 'ssh-linger' as const, phase: 'identified' as const, milliseconds: 30_012 };
  t.same(readSshLinger(lines(linger, ident, silent, end, waited)), {
    ...common,
    reached: true,
    end: { by: 'server' },
  });
  t.same(readSshLinger(lines(linger, ident, silent, waited)), { ...common, reached: true });
  t.same(readSshLinger(lines(linger, end, waited)), { ...common, reached: false, end: { by: 'server' } });
  t.equal(readSshLinger(lines(linger, ident, silent)), undefined);
  t.equal(readSshLinger(lines(ident, waited)), undefined);
  t.end();
});

t.test('how often keys were made, and at whose wish', (t) => {
  const keys: SshFact = {
    fact: 'keys',
    algorithms: {
      ...{
        kex: 'diffie-hellman-group14-sha1',
        hostKey: 'ssh-rsa',
        cipherIn: 'aes128-ctr',
        cipherOut: 'aes128-ctr',
      },
      ...{ macIn: 'hmac-sha1', macOut: 'hmac-sha1', compressionIn: 'none', compressionOut: 'none' },
    },
  };
  const by = (who: 'us' | 'server'): SshFact => ({ fact: 'rekey', by: who });
  const kind = 'ssh-key-exchanges' as const;
  t.same(readSshKeyExchanges(''), { kind, count: 0, startedByServer: 0 });
  t.same(readSshKeyExchanges(lines(keys)), { kind, count: 1, startedByServer: 0 });
  t.same(readSshKeyExchanges(lines(keys, by('us'), keys, by('server'), keys, by('server'))), {
    kind,
    count: 3,
    startedByServer: 2,
  });
  t.same(readSshKeyExchanges(lines(keys, { fact: 'end', by: 'server' })).end, { by: 'server' });
  t.end();
});
