import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import { radiusDoors, radiusFaults } from '../../../bench/radius-server.ts';
import { Secret } from '../../../bench/secret.ts';
import { openRadiusServer, type RadiusPorts } from '../../../drivers/aaa/radius-server.ts';
import { bindUdpPort } from '../../../drivers/aaa/udp-port.ts';
import { formsOf } from '../../../journal/secret-forms.ts';
import {
  addressAttribute,
  ciscoAvPairsOf,
  numberAttribute,
  numberOf,
  textAttribute,
  textsOf,
  valueOf,
} from '../../../protocols/radius/attributes.ts';
import {
  checkMessageAuthenticator,
  isResponseTo,
  writeAccessRequest,
  writeAccountingRequest,
} from '../../../protocols/radius/authenticity.ts';
import { attribute, code } from '../../../protocols/radius/numbers.ts';
import { type RadiusAttribute, readPacket } from '../../../protocols/radius/packet.ts';
import { hidePassword } from '../../../protocols/radius/password.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

const host = '127.0.6.50';
const secret = 'aSecretInTests8';
const password = 'aWordInTests3';

/** The bench's RADIUS server on free ports, and a client of ours. */
async function aRadiusServer(t: Test) {
  const tapes = new TestTapes();
  const bind = () => bindUdpPort({ role: 'radius-server', host, port: 0 });
  const bound = await Promise.all(
    radiusDoors.map(async (door) => {
      const ports: RadiusPorts = { authentication: await bind(), accounting: await bind() };
      return [door, ports] as const;
    }),
  );
  const doors = Object.fromEntries(bound) as Record<(typeof radiusDoors)[number], RadiusPorts>;
  const pco = openRadiusServer({
    doors,
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => pco.close());
  const client = createSocket('udp4');
  client.bind(0, '127.0.0.1');
  await once(client, 'listening');
  t.teardown(() => void client.close());
  /** The answer, or undefined after some time. */
  const send = async (bytes: Buffer, port: number, wait = 2000): Promise<Buffer | undefined> => {
    const came = once(client, 'message', { signal: AbortSignal.timeout(wait) }) as Promise<[Buffer]>;
    client.send(bytes, port, host);
    return await came.then(([answer]) => answer).catch(() => undefined);
  };
  return { doors, pco, tapes, send, call: asker(t, pco, tapes) };
}

const authenticator = Buffer.from('0123456789abcdef');
let identifier = 0;

function access(user: string, word: string, more: readonly RadiusAttribute[] = [], shared = secret): Buffer {
  identifier = (identifier + 1) & 0xff;
  return writeAccessRequest(
    {
      code: code.accessRequest,
      identifier,
      attributes: [
        textAttribute(attribute.userName, user),
        { type: attribute.userPassword, value: hidePassword(word, authenticator, shared) },
        ...more,
      ],
      secret: shared,
      messageAuthenticator: false,
    },
    authenticator,
  );
}

function answerIn(bytes: Buffer | undefined) {
  if (bytes === undefined) throw new Error('no answer');
  const read = readPacket(bytes);
  if ('fault' in read) throw new Error(read.fault.message);
  return read.value;
}

t.test('accepted and rejected, and what the server saw of it', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { position } = await call('listen', {
    secret,
    accounts: [{ username: 'user1', password, exec: { status: 'add', args: ['priv-lvl=15'] } }],
  });
  const { port } = doors[1812].authentication;
  const nas = [
    addressAttribute(attribute.nasIpAddress, '198.51.100.1'),
    numberAttribute(attribute.nasPort, 2),
    textAttribute(attribute.nasPortId, 'tty2'),
    numberAttribute(attribute.nasPortType, 5),
    textAttribute(attribute.callingStationId, '192.0.2.10'),
  ];
  const bytes = await send(access('user1', password, nas), port);
  const accept = answerIn(bytes);
  t.equal(accept.code, code.accessAccept);
  t.equal(accept.attributes[0]?.type, attribute.messageAuthenticator, 'first of all');
  t.equal(checkMessageAuthenticator(bytes ?? Buffer.alloc(0), secret, authenticator), 'right');
  t.ok(isResponseTo(bytes ?? Buffer.alloc(0), authenticator, secret));
  t.strictSame(ciscoAvPairsOf(accept), ['shell:priv-lvl=15']);
  for (const [user, word, answer] of [
    ['user1', 'another', 'wrong'],
    ['user1', '', 'empty'],
    ['nobody', password, 'wrong'],
  ] as const) {
    t.equal(answerIn(await send(access(user, word), port)).code, code.accessReject);
    const { requests } = await call('requests', { since: position });
    t.match(requests.at(-1), { user, password: answer, reply: { code: 'reject', avPairs: [] } });
  }
  const { requests, lost } = await call('requests', { since: position, until: { kind: 'access', count: 4 } });
  t.equal(lost, 0);
  t.match(requests[0], {
    ...{ door: 1812, port: 1812, kind: 'access', user: 'user1', password: 'right', repeated: false },
    client: { address: '198.51.100.1' },
    ...{ nasAddress: '198.51.100.1', nasPort: 2, nasPortId: 'tty2', nasPortType: 'virtual' },
    ...{ callingStation: '192.0.2.10', messageAuthenticator: 'absent', state: false },
    reply: { code: 'accept', avPairs: ['shell:priv-lvl=15'] },
  });
});

t.test('a challenge: the state comes back once, and to one user', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { position } = await call('listen', {
    door: 1645,
    secret,
    accounts: [
      {
        username: 'user1',
        dialogue: [
          { prompt: 'Password: ', expects: 'anything' },
          { prompt: 'Challenge: 4711', echo: true, expects: { text: '0815' } },
        ],
      },
      { username: 'user2', password },
    ],
  });
  const { port } = doors[1645].authentication;
  const challenged = async () => {
    const challenge = answerIn(await send(access('user1', ''), port));
    t.equal(challenge.code, code.accessChallenge);
    t.strictSame(textsOf(challenge, attribute.replyMessage), ['Challenge: 4711']);
    t.equal(numberOf(challenge, attribute.prompt), 1);
    const state = valueOf(challenge, attribute.state);
    if (state === undefined) throw new Error('no state');
    return { type: attribute.state, value: state };
  };
  const state = await challenged();
  t.equal(answerIn(await send(access('user1', '0815', [state]), port)).code, code.accessAccept);
  t.equal(answerIn(await send(access('user1', '0815', [state]), port)).code, code.accessReject, 'not twice');
  t.equal(answerIn(await send(access('user1', '0816', [await challenged()]), port)).code, code.accessReject);
  const other = access('user2', '0815', [await challenged()]);
  t.equal(answerIn(await send(other, port)).code, code.accessReject, 'another user');
  const { requests } = await call('requests', { since: position });
  t.match(requests.slice(0, 2), [
    { reply: { code: 'challenge', message: 'Challenge: 4711', echo: true } },
    { state: true, password: 'right', reply: { code: 'accept' } },
  ]);
});

t.test('a packet that is sent again gets the same answer, and is judged once', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { position } = await call('listen', { secret, accounts: [{ username: 'user1', password }] });
  const request = access('user1', password);
  const { port } = doors[1812].authentication;
  t.same(await send(request, port), await send(request, port));
  const { requests } = await call('requests', { since: position, until: { user: 'user1' } });
  t.strictSame(
    requests.map(({ repeated }) => repeated),
    [false, true],
  );
  t.match(await call('stored', { username: 'user1', among: [password] }), { which: 0, logins: 1 });
});

t.test(
  'another secret: the password is noise, and a wrong Message-Authenticator is not answered',
  async (t) => {
    const { doors, call, send } = await aRadiusServer(t);
    const { position } = await call('listen', { secret, accounts: [{ username: 'user1', password }] });
    const { port } = doors[1812].authentication;
    t.equal(answerIn(await send(access('user1', password, [], 'another'), port)).code, code.accessReject);
    const signed = writeAccessRequest(
      { code: 1, identifier: 9, attributes: [], secret: 'another', messageAuthenticator: true },
      authenticator,
    );
    t.equal(await send(signed, port, 100), undefined);
    const { requests } = await call('requests', { since: position });
    t.match(requests, [{ password: 'wrong' }, { messageAuthenticator: 'wrong' }]);
    t.equal(requests[1]?.reply, undefined);
  },
);

t.test('accounting, at the port behind', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { position } = await call('listen', { door: 1650, secret });
  const record = (shared: string) =>
    writeAccountingRequest({
      ...{ code: code.accountingRequest, identifier: 3, secret: shared, messageAuthenticator: false },
      attributes: [textAttribute(attribute.userName, 'user1'), numberAttribute(attribute.acctStatusType, 1)],
    });
  const { accounting, authentication } = doors[1650];
  t.equal(answerIn(await send(record(secret), accounting.port)).code, code.accountingResponse);
  t.equal(await send(record('another'), accounting.port, 100), undefined);
  t.equal(await send(access('user1', password), accounting.port, 100), undefined, 'the wrong port');
  t.equal(await send(record(secret), authentication.port, 100), undefined, 'the wrong port');
  const { requests } = await call('requests', { since: position, until: { kind: 'accounting' } });
  t.match(requests, [
    { port: 1651, kind: 'accounting', record: 'start', authenticator: 'right', reply: { avPairs: [] } },
    { port: 1651, authenticator: 'wrong' },
    { port: 1651, kind: 'access' },
    { port: 1650, kind: 'accounting' },
  ]);
});

t.test('what comes where no server is: written down, and not answered', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { position } = await call('mark', null);
  const { port } = doors[1645].authentication;
  t.equal(await send(access('user1', password), port, 100), undefined);
  t.equal(await send(Buffer.from('no packet'), port, 100), undefined);
  await call('listen', { door: 1645, secret });
  await call('close', {});
  t.equal(await send(access('user2', password), port, 100), undefined);
  const { requests } = await call('requests', { since: position });
  t.match(requests, [{ door: 1645, user: 'user1' }, { malformed: /9 bytes/ }, { user: 'user2' }]);
  t.ok(requests.every(({ reply, password }) => reply === undefined && password === undefined));
});

t.test('each misbehaviour is what it is called', async (t) => {
  const { doors, call, send } = await aRadiusServer(t);
  const { port } = doors[1812].authentication;
  for (const how of radiusFaults) {
    const accounts = [{ username: 'user1', password }];
    const { position } = await call('listen', { secret, accounts, misbehaves: { how } });
    const bytes = await send(access('user1', password), port, how === 'silence' ? 100 : 2000);
    t.match((await call('requests', { since: position, until: {} })).requests, [{ misbehaved: how }]);
    if (bytes === undefined) {
      t.equal(how, 'silence');
      continue;
    }
    const read = readPacket(bytes);
    t.equal('fault' in read, how === 'garbage' || how === 'truncated', how);
    if ('fault' in read) continue;
    t.strictSame(
      [
        isResponseTo(bytes, authenticator, secret),
        checkMessageAuthenticator(bytes, secret, authenticator) === 'right',
        read.value.identifier === identifier,
        read.value.code === code.accessAccept,
      ],
      [how !== 'authenticator', !how.endsWith('authenticator'), how !== 'identifier', how !== 'code'],
      how,
    );
  }
});

t.test('neither secret nor passwords are on the tape, in any form', async (t) => {
  const { doors, call, send, tapes } = await aRadiusServer(t);
  const { position } = await call('listen', { secret, accounts: [{ username: 'user1', password }] });
  await send(access('user1', password), doors[1812].authentication.port);
  await send(access('user1', 'aWrongWord99'), doors[1812].authentication.port);
  await send(access('user1', password), doors[1645].authentication.port, 100);
  await call('requests', { since: position, until: { count: 2 } });
  const tape = tapes.text('radius-server');
  t.match(tape, /"fact":"reply"/, 'there is something on it');
  for (const word of [secret, password, 'aWrongWord99']) {
    for (const form of formsOf(new Secret('word', word))) t.notOk(tape.includes(form), form);
  }
});

const { failed } = execaSync('radclient', ['-v'], { reject: false });

t.test(
  "FreeRADIUS' client takes the answers",
  { skip: failed && 'missing: radclient (apt-get install freeradius-utils)' },
  async (t) => {
    const { doors, call } = await aRadiusServer(t);
    const exec = { status: 'add', args: ['priv-lvl=15'] } as const;
    const { position } = await call('listen', { secret, accounts: [{ username: 'user1', password, exec }] });
    const client = async (kind: string, port: number, input: string, shared = secret) => {
      const args = ['-x', '-r', '1', '-t', '2', `${host}:${port}`, kind, shared];
      const { stdout, stderr } = await execa('radclient', args, { input, reject: false });
      return `${stdout}\n${stderr}`;
    };
    const { authentication, accounting } = doors[1812];
    const asked = (word: string): string =>
      `User-Name=user1,User-Password=${word},NAS-Port=2,Message-Authenticator=0x00`;
    const accepted = await client('auth', authentication.port, asked(password));
    t.match(accepted, /Received Access-Accept/);
    t.match(accepted, /Cisco-AVPair = "shell:priv-lvl=15"/);
    t.match(await client('auth', authentication.port, asked('another')), /Received Access-Reject/);
    t.match(await client('auth', authentication.port, asked(password), 'another'), /No reply/);
    const start = 'User-Name=user1,Acct-Status-Type=Start,Acct-Session-Id=7';
    t.match(await client('acct', accounting.port, start), /Received Accounting-Response/);
    const { requests } = await call('requests', { since: position });
    t.match(requests, [
      { password: 'right', messageAuthenticator: 'right', nasPort: 2 },
      { password: 'wrong', messageAuthenticator: 'right' },
      { messageAuthenticator: 'wrong' },
      { kind: 'accounting', record: 'start', authenticator: 'right' },
    ]);
  },
);
