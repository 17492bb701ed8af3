import t from 'tap';
import {
  readTelnetEnd,
  readTelnetLogin,
  type TelnetFact,
  writeTelnetFact,
} from '../../bench/telnet-reading.ts';

const lines = (...facts: TelnetFact[]): string => facts.map((fact) => writeTelnetFact(3, fact)).join('');
const connected: TelnetFact = {
  fact: 'connected',
  client: { address: '192.0.2.10', port: 50_000 },
  server: { address: '192.0.2.1', port: 23 },
};
const username: TelnetFact = { fact: 'asked', for: 'username', printed: 'Username: ' };
const password: TelnetFact = { fact: 'asked', for: 'password', printed: 'cisco\nPassword: ' };
const byServer: TelnetFact = { fact: 'end', by: 'server' };
const echo: TelnetFact = { fact: 'option', performer: 'server', option: 'echo', on: true };

t.test('how a login came out', (t) => {
  const cases: [string, TelnetFact[]][] = [
    ['authenticated', [connected, echo, username, password, { fact: 'prompt', printed: 'Switch>' }]],
    ['refused', [connected, username, password, { fact: 'last', printed: '% Login invalid' }, byServer]],
    ['closed', [connected, { fact: 'last', printed: 'Password required, but none set' }, byServer]],
    ['closed', [connected, username, byServer]],
    ['closed', [connected, echo, { fact: 'end', by: 'network', detail: 'connection reset' }]],
    ['unreachable', [{ fact: 'unreachable', detail: 'connection refused' }]],
    ['unreachable', [connected, { fact: 'end', by: 'network', detail: 'connection reset' }]],
    ['unreachable', [{ fact: 'end', by: 'network', detail: 'connection reset' }]],
  ];
  for (const [outcome, facts] of cases) {
    t.equal(readTelnetLogin(lines(...facts)).outcome, outcome, facts.map(({ fact }) => fact).join(' '));
  }
  t.end();
});

t.test('options in force, what was asked and what was printed', (t) => {
  const off: TelnetFact = { fact: 'option', performer: 'client', option: 'window-size', on: false };
  const facts = [connected, echo, { ...off, on: true }, off, username, password];
  t.same(readTelnetLogin(lines(...facts, { fact: 'prompt', printed: '\nSwitch>' })), {
    kind: 'telnet-login',
    session: 3,
    outcome: 'authenticated',
    connection: { client: connected.client, server: connected.server },
    options: { server: ['echo'], client: [] },
    turns: [
      { asked: 'username', printed: 'Username: ' },
      { asked: 'password', printed: 'cisco\nPassword: ' },
    ],
    printed: '\nSwitch>',
  });
  t.end();
});

t.test('ends', (t) => {
  t.same(readTelnetEnd(lines(connected, byServer)), { kind: 'telnet-end', end: { by: 'server' } });
  t.equal(readTelnetEnd(lines(connected)), undefined);
  t.throws(() => readTelnetEnd('{"connection":1,"fact":"gossip"}\n'));
  t.end();
});
