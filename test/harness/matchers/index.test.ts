import t from 'tap';
import type { Json } from '../../../bench/pco.ts';
import { matchers, timeOutShown } from '../../../harness/matchers/index.ts';
import { cli } from './observations.ts';

const remote = { address: '192.0.2.10', port: 50_000 };

t.test('every matcher can be built again from its name and what it expects', (t) => {
  const expected: Readonly<Record<string, Json>> = {
    authenticated: true,
    debuggingShown: 'SNMP packet debugging',
    dhGroupBits: 4096,
    errorLine: '^% Incomplete',
    helpOffers: ['ssh'],
    hostKeyBits: 2048,
    identIs: 'SSH-2.0-Cisco-1.25',
    keyGenerated: { bits: 2048 },
    keyListed: { name: 'sshkeys' },
    keyNameShown: 'sshkeys',
    logMatches: 'CONFIG_I',
    logSeen: true,
    modeIs: 'user-exec',
    negotiated: { cipher: 'aes128-ctr' },
    noErrorLine: true,
    nothingInClear: true,
    noSshSessionsOf: '1',
    oneTrapEach: [remote],
    passwordAsked: true,
    privileged: false,
    promptIs: 'Switch>',
    refused: 'protocol-mismatch',
    retriesShown: 3,
    runningConfigHas: 'hostname Switch',
    runningConfigLacks: 'ip ssh version 2',
    sessionEndTrap: { session: { local: remote, remote } },
    snmpAgentRuns: true,
    snmpAnswers: true,
    sshEnabled: true,
    sshSessionShown: {
      user: 'lab',
      in: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
      out: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
    },
    sshSessionsShown: { version: '2.0', sessions: 1 },
    sshVersionShown: '1.99',
    timeOutShown: 120,
    trapPrinted: { session: { local: remote, remote } },
    userOnLine: { user: 'lab', line: 2 },
    watchedLineCame: true,
    compressionOffered: ['none'],
    endedByServer: 1000,
    greetsWithVersion2: true,
    noEarlyChannel: true,
    notLetIn: true,
    outlivedRefusal: true,
    outputHas: '^end$',
    outputLacks: 'username',
    requestGranted: true,
    requestRefused: true,
    shellPrompts: 'Switch>',
    udpUnanswered: true,
    vtySessionsShown: { user: 'lab', sessions: 2 },
  };
  t.same(Object.keys(matchers).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const made = matchers[name]?.(value);
    t.match({ name: made?.name, expected: made?.expected }, { name, expected: value }, name);
    t.throws(() => matchers[name]?.({ surprise: 1 }), `${name} does not take what is not its own`);
    t.notOk(made?.match(null).matches, `${name} on nothing`);
    t.notOk(made?.match({ kind: 'mark', position: 0 }).matches, `${name} on an observation of another kind`);
  }
  t.end();
});

t.test('what is built again decides the same', (t) => {
  const shown = cli(['Authentication timeout: 120 secs; Authentication retries: 3']);
  for (const seconds of [60, 120]) {
    const live = timeOutShown(seconds);
    t.same(matchers[live.name]?.(live.expected).match(shown), live.match(shown));
  }
  t.end();
});
