import t from 'tap';
import type { Json } from '../../../bench/pco.ts';
import { matchers, timeOutShown } from '../../../harness/matchers/index.ts';
import { cli } from './observations.ts';

const remote = { address: '192.0.2.10', port: 50_000 };

t.test('every matcher can be built again from its name and what it expects', (t) => {
  const expected: Readonly<Record<string, Json>> = {
    attemptsTaken: { method: 'password', counts: [1] },
    authenticated: true,
    configurationIs: ['hostname Switch'],
    authenticatedBy: 'publickey',
    debuggingShown: 'SNMP packet debugging',
    dhGroupBits: 4096,
    errorLine: '^% Incomplete',
    farEndAskedNothing: true,
    farEndLoggedIn: true,
    farEndMethods: ['password'],
    farEndNotTried: 'publickey',
    farEndRekeyRefused: true,
    helpOffers: ['ssh'],
    hostKeyBits: 2048,
    identIs: 'SSH-2.0-Cisco-1.25',
    keyAccepted: true,
    keyFingerprintListed: 'kauqDlEJyGAJmvCgILrxspcJ0UAnOh7CEBSCdAYkDSk',
    keyGenerated: { bits: 2048 },
    keyListed: { name: 'sshkeys' },
    keyNameShown: 'sshkeys',
    linesInOrder: ['^one', '^two'],
    keysRenewed: 1,
    keysOfServer: { server: 'server1', keys: [] },
    keysOfUser: { user: 'user1', keys: ['ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBEB'] },
    logMatches: 'CONFIG_I',
    logSeen: true,
    methodsOffered: ['publickey'],
    modeIs: 'user-exec',
    nameCompleted: { short: 'server1', domain: 'name1' },
    negotiated: { cipher: 'aes128-ctr' },
    noErrorLine: true,
    noPasswordAsked: true,
    nothingInClear: true,
    noSshSessionsOf: '1',
    oneTrapEach: [remote],
    passwordAsked: true,
    passwordAttempts: { retries: 3 },
    passwordPrompts: [3],
    privileged: false,
    promptIs: 'Switch>',
    refused: 'protocol-mismatch',
    retriesShown: 3,
    runningConfigHas: 'hostname Switch',
    runningConfigLacks: 'ip ssh version 2',
    sessionEndTrap: { session: { local: remote, remote } },
    sessionOpen: true,
    silentClientEnded: true,
    snmpAgentRuns: true,
    snmpAnswers: true,
    sshConnectionsShown: 2,
    sshEnabled: true,
    sshSessionShown: {
      user: 'lab',
      in: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
      out: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
    },
    sshSessionsShown: { version: '2.0', sessions: 1 },
    sshVersion1SessionShown: { user: 'lab', cipher: '3des' },
    sshVersionShown: '1.99',
    sshv1CipherUsed: '3des',
    sshv1CiphersOffered: ['des'],
    sshv1Granted: true,
    sshv1Lingered: { atLeast: 1, atMost: 2 },
    sshv1OnlyCiphersOffered: ['des'],
    sshv1TextLacks: 'Keep out',
    timeOutShown: 120,
    trapPrinted: { session: { local: remote, remote } },
    userOnLine: { user: 'lab', line: 2 },
    usersWithKeys: ['user1'],
    watchedLineCame: true,
    algorithmsDebugged: {
      toServer: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
      toClient: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
    },
    authenticationsDebugged: ['lab'],
    dhGroupNotBelow: 2048,
    identsDebugged: { sent: 'SSH-2.0-Cisco-1.25', received: 'SSH-2.0-client' },
    keysEchoed: true,
    keystrokesDebugged: 5,
    logHolds: { line: 'SNMP: ', times: 'some' },
    logLacks: '<bench>',
    macsCounted: { in: 3, out: 3 },
    noChannelFromDevice: true,
    packetsDebugged: { sent: [{ type: 20, length: 16, padLength: 4 }] },
    passwordHidden: true,
    receiptsAddUp: { block: 16, macLength: 20 },
    requestsDebugged: ['shell'],
    sessionEndedBy: 'device',
    signatureDebugged: { algorithm: 'ssh-rsa', bits: 1024 },
    sshDebugClasses: { event: 'some' },
    sshDebugEnds: { normally: 1 },
    sshDebugOrder: ['MAC '],
    sshDebugPhases: { sessions: 1, phases: ['control'] },
    sshDebugSlots: [0],
    sshDebugStamped: 'uptime',
    terminalDebugged: { requested: { height: 24, width: 80 }, set: { height: 24, width: 80 } },
    terminalSizeShown: { height: 24, width: 80 },
    userOnVty: { user: 'lab', vty: 0 },
    wrongMacTold: { sequence: 9 },
    shellWithoutX11: true,
    compressionOffered: ['none'],
    endedByServer: 1000,
    greetsWithVersion2: true,
    noEarlyChannel: true,
    outlivedRefusal: true,
    outputHas: '^end$',
    outputLacks: 'username',
    requestGranted: true,
    requestRefused: true,
    shellPrompts: 'Switch>',
    udpUnanswered: true,
    bannerBeforeLogin: 'notice',
    hostKeyIs: 'AB',
    keysDiffer: ['a', 'b'],
    keysShown: 2,
    sshv1NotBegun: true,
    telnetLoggedIn: true,
    turnedAway: true,
    vtysInUse: 1,
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
