import t from 'tap';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { parseCommand } from '../../../virtual-switch/command-line/parse.ts';
import { execTreeFor } from '../../../virtual-switch/exec/exec-commands.ts';
import { releases } from '../../../virtual-switch/release.ts';
import { blockOf } from '../../../virtual-switch/configuration/blocks.ts';
import { emptyConfiguration } from '../../../virtual-switch/configuration/configuration.ts';
import { chainName } from '../../../virtual-switch/ssh/pubkey-chain.ts';
import { serverEntries } from '../../../virtual-switch/ssh-client/server-keys.ts';
import { standardSeams } from '../../../virtual-switch/seams.ts';
import { account, aServer, rightKey, wrongKey } from './a-server.ts';
import { aClientSwitch } from './a-client-switch.ts';
import { entry } from './server-entry.ts';

const faults = (await readFaults()).filter(({ name }) =>
  /^client-(?!vrf-option)|^server-|^damaged-key|^key-without-label/.test(name),
);
const named = (name: string): Fault => {
  const found = faults.find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`there is no fault ${name}`);
  return found;
};

/** What the rules of the client answer in cases that tell the faults from the guide. */
function answers(fault?: Fault): string {
  const seams = standardSeams();
  fault?.apply(seams);
  const release = releases.get('03.03SE');
  if (release === undefined) throw new Error('the guide has no release');
  const asked = {
    ...{ target: 'server1', user: 'lab', port: 2222, vrf: 'vrf1', prompts: 1, command: 'show clock' },
    ...{ cipher: 'aes192-ctr', mac: 'hmac-sha1-96' },
  };
  const facts = { key: `ssh-rsa ${'A'.repeat(32)}`, signatureHolds: true, again: false };
  const entries = [
    { name: '198.51.100.2', keys: [facts.key] },
    { name: 'server1', keys: [] },
    { name: '198.51.100.20', keys: [`ssh-rsa ${'A'.repeat(31)}B`] },
  ];
  const entryChecks = [undefined, ...entries].flatMap((entry) =>
    [false, true].map((strict) => {
      const check = { strict, entry };
      return [
        seams.admitsServer(facts, check),
        seams.admitsServer({ ...facts, signatureHolds: false }, check),
        seams.admitsServer({ ...facts, key: 'ssh-rsa other' }, check),
        seams.admitsServer({ ...facts, key: 'ssh-rsa other', again: true }, check),
      ];
    }),
  );
  const start = { serverEnabled: true, sourceInterface: false };
  const grammar = {
    nodes: execTreeFor(seams, release),
    visible: ({ privilege = 0 }) => privilege <= 1,
    negatable: false,
  };
  const debugged = [
    'SSH CLIENT0: protocol version id is - SSH-2.0-x',
    'SSH CLIENT0: sent protocol version id SSH-1.99-Cisco-1.25',
    'SSH CLIENT0: key exchange failure (code = 0)',
    'SSH2 CLIENT 0: using method keyboard-interactive',
    'SSH CLIENT0: user authenticated',
    'SSH CLIENT0: session open',
  ];
  const offer = {
    ...{ kex: ['k'], hostKey: ['ssh-rsa'], macs: ['hmac-sha1'], compression: ['none'] },
    ciphers: ['aes128-ctr', '3des-cbc'],
  };
  const modes = ['conf-ssh-pubkey-data', 'conf-ssh-pubkey-server'];
  const configuration = emptyConfiguration();
  blockOf(blockOf(configuration, chainName), 'server server1');
  const atEnd = seams.configurationAfterEnd(configuration, 'conf-ssh-pubkey-server');
  return JSON.stringify([
    serverEntries(atEnd),
    seams.readKeyString('junk') ?? 'no key',
    seams.keyNameWithoutLabel({ hostname: 'host1', domainName: 'name1' }),
    ([1, 2, undefined] as const).map((version) => seams.sshClientRequest({ ...asked, version })),
    [seams.sshClientUser('named', 'line'), seams.sshClientUser(undefined, 'line')],
    ([1, 2] as const).map((version) => seams.sshClientMayStart({ ...start, version })),
    ([1, 2] as const).map((version) => seams.sshClientMayStart({ ...start, version, serverEnabled: false })),
    [true, false].map((exists) => seams.sshClientTable('vrf1', exists) ?? 'refused'),
    [seams.questionName('short', 'name1'), seams.questionName('long.example', 'name1')],
    seams.sshClientSource({ configured: undefined, ofTable: 'table', ofGlobal: 'global' }),
    seams.sshClientIdent('2.0', { ...asked, version: 2 }),
    seams.sshClientOffer(offer),
    seams.sshClientVersion1Ciphers(['3des', 'des']),
    seams.sshClientMethods(),
    [1, 3].flatMap((count) =>
      (['keyboard-interactive', 'password'] as const).map((method) =>
        String(seams.sshClientTries(count, method)),
      ),
    ),
    seams.sshClientEcho(false),
    [['server1'], ['198.51.100.20'], ['server9', '198.51.100.20'], ['nobody']].map(
      (names) => seams.serverEntryFor(entries, names) ?? 'none',
    ),
    entryChecks,
    [seams.serverRefusedAt(), seams.serverRefusal('refused'), seams.afterFailedExchange()],
    [seams.sshClientCommand('show clock'), seams.sshClientQuestions(['one', 'two'])],
    debugged.map((line) => seams.sshClientDebugLines([line])),
    [
      [true, false],
      [false, true],
    ].map(([client = false, server = false]) => seams.showsClientDebug({ client, server })),
    [seams.sshClientClosing('[Connection to 10.1.1.1 closed by foreign host]'), seams.sshClientTyped('show')],
    ['ssh -v 1 server1', 'ssh -c 3des-cbc server1'].map((line) => parseCommand(line, grammar).kind),
    seams.serverKeyTypes(),
    seams
      .pubkeyChainTree([])
      .concat(seams.pubkeyChainTree(['username', 'server'].map((word) => ({ ...nothing, word }))))
      .map(({ word }) => word),
    modes.map((mode) => seams.prompt({ hostname: 'host1', privilege: 15, mode })),
  ]);
}

const nothing = { kind: 'keyword', help: '', children: () => [] } as const;

t.test('each fault of the client changes what a rule answers', async (t) => {
  const healthy = answers();
  t.equal(answers(), healthy);
  for (const fault of faults) t.not(answers(fault), healthy, `${fault.name}: ${fault.title}`);
});

const at = '198.51.100.20';
const strict = async (t: Parameters<typeof aServer>[0], fault: string) => {
  const server = await aServer(t, { hostKey: wrongKey });
  const lab = await aClientSwitch(t, { servers: [{ address: at, ...server }], faults: [named(fault)] });
  await lab.configure('ip ssh stricthostkeycheck');
  return { ...lab, server };
};

t.test('a check after the password', async (t) => {
  const { command, server } = await strict(t, 'client-check-after-password');
  const seen = await command(`ssh -l lab ${at}`, account.password);
  t.match(seen, /Password: \nServer Authentication Failed\n\[Connection to .* aborted/);
  t.equal(server.last().attempts.length, 1);
});

t.test('a refusal that is only said', async (t) => {
  const { command } = await strict(t, 'client-refused-server-goes-on');
  t.match(
    await command(`ssh -l lab ${at} x`, account.password),
    /Server Authentication Failed\nPassword: \nran x/,
  );
});

t.test('a signature that is not checked', async (t) => {
  const server = await aServer(t, { signingKey: wrongKey });
  const { command, configure } = await aClientSwitch(t, {
    servers: [{ address: at, ...server }],
    faults: [named('client-signature-unchecked')],
  });
  await configure('ip ssh stricthostkeycheck');
  t.match(await command(`ssh -l lab ${at}`), /Server Authentication Failed/, 'an entry is still needed');
  await configure(...entry(at, rightKey));
  t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/);
});

t.test('a key is offered', async (t) => {
  const server = await aServer(t, { methods: ['publickey', 'password'] });
  const { command } = await aClientSwitch(t, {
    servers: [{ address: at, ...server }],
    faults: [named('client-offers-public-key')],
  });
  t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/);
  t.same(
    server.last().attempts.map(({ method }) => method),
    ['publickey', 'password'],
  );
});

t.test('a client that hangs comes back with ^C', async (t) => {
  const server = await aServer(t, { offer: { ciphers: ['aes256-gcm@openssh.com'] } });
  const { until, terminal, clock } = await aClientSwitch(t, {
    servers: [{ address: at, ...server }],
    faults: [named('client-hangs-after-failed-exchange')],
    jumps: false,
  });
  terminal.type(`ssh -l lab ${at}\r`);
  while (server.clients.length === 0) await clock.advance(0);
  await server.last().ended.catch(() => undefined);
  for (let turn = 0; turn < 20; turn += 1) await clock.advance(1000);
  t.notMatch(terminal.output, /aborted/);
  t.match(await until('\x03', /Switch#$/), /aborted: error status 0/);
});

t.test('the escape sequence and the source interface have rules of their own', async (t) => {
  const server = await aServer(t);
  const fault: Fault = {
    ...{ name: 'toy', title: 'toy', requirements: [] },
    apply: (seams) => {
      seams.honoursEscape = () => false;
      seams.sshClientSource = () => '192.0.2.99';
    },
  };
  const { until } = await aClientSwitch(t, { servers: [{ address: at, ...server }], faults: [fault] });
  await until(`ssh -l lab ${at}\r`, /Password: $/);
  await until(`${account.password}\r`, /remote>$/);
  t.not(server.last().from, '127.0.4.1');
  await until('\x1exz', /z$/);
  t.match(server.last().typed, '\x1exz');
  await until('\r', /remote>$/);
  await until('exit\r', /Switch#$/);
});
