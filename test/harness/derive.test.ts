import t from 'tap';
import { readScp, writeScpFact } from '../../bench/scp-reading.ts';
import type { Json } from '../../bench/pco.ts';
import { readSshLogin, writeSshFact } from '../../bench/ssh-reading.ts';
import { readTelnetLogin, writeTelnetFact } from '../../bench/telnet-reading.ts';
import { derivations, type SpanText } from '../../harness/derive.ts';

const span = (text: string, pco = 'console', from = 100): SpanText => ({
  pco,
  from,
  to: from + text.length,
  text,
});

function derive(
  observation: { kind: string } & Record<string, Json>,
  args: Json,
  ...spans: SpanText[]
): unknown {
  const read = derivations[observation.kind];
  if (read === undefined) throw new Error(`no derivation of ${observation.kind}`);
  return read({ op: 'op', args, observation, spans });
}

t.test('a command: its lines with their places, and the prompt', async (t) => {
  const text = 'show clock\r\n*00:01:02.000 UTC Mon Mar 1 1993\r\nSwitch#';
  t.match(derive({ kind: 'cli' }, { command: 'show clock' }, span(text)), {
    command: 'show clock',
    lines: [{ from: 112, to: 144 }],
    promptAfter: 'Switch#',
    modeAfter: 'privileged-exec',
  });
  t.throws(() => derive({ kind: 'cli' }, { command: 'x' }, span(text), span(text)), /one span was expected/);
});

t.test('the way to a mode, command by command, or the prompt alone', async (t) => {
  const turns = [
    { command: 'enable', lines: [] },
    { command: 'configure terminal', lines: [] },
  ];
  const spans = [span('enable\r\nSwitch#'), span('configure terminal\r\nEnter lines.\r\nSwitch(config)#')];
  t.match(derive({ kind: 'mode', turns }, { mode: 'global-config' }, ...spans), {
    mode: 'global-config',
    prompt: 'Switch(config)#',
    turns: [{ promptAfter: 'Switch#' }, { lines: [{ text: 'Enter lines.' }] }],
  });
  t.throws(() => derive({ kind: 'mode', turns }, null, span('Switch#')), /2 commands, 1 spans/);
  t.strictSame(derive({ kind: 'mode', turns: [] }, null, span('Switch>')), {
    prompt: 'Switch>',
    mode: 'user-exec',
  });
});

t.test('a log line, and its absence', async (t) => {
  const log = '*Mar  1 00:05:00.000: %SSH-5-ENABLED: SSH 1.99 has been enabled';
  const args = { pattern: '%SSH-5-', since: 0 };
  t.strictSame(derive({ kind: 'log', line: log }, args, span(log)), { line: log });
  t.strictSame(derive({ kind: 'log', line: '' }, args, span(`Switch#x\r\n${log}\r\n`)), { line: log });
  t.strictSame(derive({ kind: 'log', line: '' }, args, span('Switch#show %SSH-5-\r\n')), { line: '' });
});

t.test('what a Telnet client saw is told in full by its facts', async (t) => {
  const facts = [
    writeTelnetFact(1, { fact: 'asked', for: 'password', printed: 'Password: ' }),
    writeTelnetFact(1, { fact: 'prompt', printed: 'Switch>' }),
    writeTelnetFact(1, { fact: 'end', by: 'server' }),
  ].join('');
  const login = readTelnetLogin(facts) as unknown as { kind: string } & Record<string, Json>;
  t.strictSame(derive(login, {}, span(facts, 'telnet-client')), login);
  t.match(derive({ ...login, detail: 'made up' }, {}, span(facts, 'telnet-client')), { detail: undefined });
  t.strictSame(derive({ kind: 'telnet-end' }, {}, span(facts, 'telnet-client')), {
    kind: 'telnet-end',
    end: { by: 'server' },
  });
});

t.test('what an SCP client saw is told in full by its facts', async (t) => {
  const facts = [
    writeScpFact(1, { fact: 'scp', direction: 'upload', path: 'flash:x' }),
    writeScpFact(1, { fact: 'unreachable', detail: 'connection refused' }),
    writeScpFact(1, { fact: 'scp-took', milliseconds: 3 }),
  ].join('');
  const copy = readScp(facts) as unknown as { kind: string } & Record<string, Json>;
  t.strictSame(derive(copy, {}, span(facts, 'scp-client')), copy);
  t.match(derive({ ...copy, text: 'made up' }, {}, span(facts, 'scp-client')), { text: undefined });
});

t.test('what an SSH client saw is told in full by its facts', async (t) => {
  const facts = [
    writeSshFact(1, {
      fact: 'connected',
      client: { address: '192.0.2.10', port: 50000 },
      server: { address: '192.0.2.1', port: 22 },
    }),
    writeSshFact(1, { fact: 'ident', ident: 'SSH-1.99-Cisco-1.25' }),
    writeSshFact(1, { fact: 'attempt', method: 'password' }),
    writeSshFact(1, { fact: 'answer', result: 'success', canContinue: [] }),
  ].join('');
  const client = (text: string): SpanText => span(text, 'ssh-client');
  const login = readSshLogin(facts) as unknown as { kind: string } & Record<string, Json>;
  t.strictSame(derive(login, {}, client(facts.slice(0, 30)), client(facts.slice(30))), login);
  t.match(derive({ ...login, banner: 'made up' }, {}, client(facts)), { banner: undefined, session: 1 });
  t.strictSame(derive({ kind: 'ident' }, null, client(facts)), {
    kind: 'ident',
    ident: 'SSH-1.99-Cisco-1.25',
  });
  t.throws(() => derive({ kind: 'ssh-end' }, null, client(facts)), /do not tell of it/);
  const end = writeSshFact(1, { fact: 'end', by: 'server' });
  t.strictSame(derive({ kind: 'ssh-end' }, null, client(facts + end)), {
    kind: 'ssh-end',
    end: { by: 'server' },
  });
  const lingered = [
    writeSshFact(1, { fact: 'linger', phase: 'connected' }),
    writeSshFact(1, { fact: 'silent' }),
    writeSshFact(1, { fact: 'waited', milliseconds: 30_000 }),
  ].join('');
  t.strictSame(derive({ kind: 'ssh-linger', end: { by: 'server' } }, {}, client(lingered)), {
    ...{ kind: 'ssh-linger', phase: 'connected', reached: true, milliseconds: 30_000 },
    end: undefined,
  });
  t.throws(() => derive({ kind: 'ssh-linger' }, {}, client(facts)), /do not tell of it/);
  t.strictSame(derive({ kind: 'ssh-key-exchanges', count: 3 }, {}, client(facts + end)), {
    ...{ kind: 'ssh-key-exchanges', count: 0, startedByServer: 0 },
    end: { by: 'server' },
  });
  const status = writeSshFact(1, { fact: 'exit-status', status: 0 });
  t.strictSame(derive({ kind: 'ssh-exec' }, {}, span('Switch\r\n', 'ssh-client/1'), client(status)), {
    kind: 'ssh-exec',
    output: 'Switch\r\n',
    exitStatus: 0,
  });
});

t.test('packets, the answer on X11, and keys with their echoes', async (t) => {
  const packet = {
    direction: 'sent',
    type: 20,
    length: 632,
    padLength: 11,
    macLength: 0,
    blockLength: 8,
    sequence: 0,
    encrypted: false,
  } as const;
  const facts =
    writeSshFact(1, { fact: 'packet', ...packet }) +
    writeSshFact(1, { fact: 'x11', answer: 'refused' }) +
    writeSshFact(1, { fact: 'x11-shell', opened: true });
  t.match(derive({ kind: 'ssh-packets', packets: [] }, {}, span(facts, 'ssh-client')), { packets: [packet] });
  t.match(derive({ kind: 'ssh-x11', answer: 'granted', shell: true }, {}, span(facts, 'ssh-client')), {
    answer: 'refused',
  });
  t.throws(() => derive({ kind: 'ssh-x11', answer: 'granted' }, {}, span('', 'ssh-client')));
  t.same(
    derive(
      { kind: 'ssh-keys', keys: 'ab' },
      { keys: 'ab' },
      span('a', 'ssh-client/1'),
      span('', 'ssh-client/1'),
    ),
    {
      keys: 'ab',
      echoes: ['a', ''],
    },
  );
});
