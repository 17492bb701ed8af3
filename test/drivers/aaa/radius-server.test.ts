import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import { radiusFaults, type RadiusServerArgs } from '../../../bench/radius-server.ts';
import { openRadiusServer } from '../../../drivers/aaa/radius-server.ts';
import { bindUdpDoor } from '../../../drivers/aaa/udp-door.ts';
import {
  avPairsOf,
  numberAttribute,
  numberOf,
  textAttribute,
  textsOf,
} from '../../../protocols/radius/attributes.ts';
import { accountStatus, attribute, packetCode, promptEcho } from '../../../protocols/radius/numbers.ts';
import {
  type Attribute,
  decodePacket,
  hidePassword,
  messageAuthenticatorIsRight,
  type RadiusPacket,
  responseIsSigned,
  signRequest,
} from '../../../protocols/radius/packets.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

const host = '127.0.6.45';
const secret = 'aSharedSecretInTests';
const account = { username: 'lab', password: 'aWordInTests1', privilege: 15 };
const missing = (program: string): boolean => execaSync(program, ['-v'], { reject: false }).failed;

async function aRadiusServer(t: Test, args: Partial<RadiusServerArgs> = {}) {
  const tapes = new TestTapes();
  const ports = async () => ({
    authentication: await bindUdpDoor({ host, port: 0 }),
    accounting: await bindUdpDoor({ host, port: 0 }),
  });
  const doors = { service: await ports(), 'other-ports': await ports() };
  const pco = openRadiusServer({
    openTape: tapes.open,
    clock,
    doors,
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
  });
  t.teardown(() => pco.close());
  const call = asker(t, pco, tapes);
  const { position } = await call('listen', { secret, accounts: [account], ...args });
  const exchanges = async (since = position) => (await call('exchanges', { since })).exchanges;
  return { doors, tapes, call, exchanges };
}

interface Answer {
  readonly packet: RadiusPacket;
  readonly signed: boolean;
}

/** What comes back for a request within half a second; undefined where nothing does. */
async function ask(
  port: number,
  code: number,
  attributes: readonly Attribute[],
  { password, identifier = 7 }: { password?: string; identifier?: number } = {},
): Promise<Answer | Buffer | undefined> {
  const authenticator = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const hidden =
    password === undefined
      ? []
      : [{ type: attribute.userPassword, value: hidePassword(password, secret, authenticator) }];
  const datagram = signRequest(
    { code, identifier, attributes: [...attributes, ...hidden] },
    secret,
    authenticator,
  );
  const requestAuthenticator = decodePacket(datagram).authenticator;
  const socket = createSocket('udp4');
  try {
    socket.bind({ address: '127.0.0.1', port: 0 });
    await once(socket, 'listening');
    const signal = AbortSignal.timeout(500);
    const came = once(socket, 'message', { signal }).then(
      ([bytes]: unknown[]) => bytes as Buffer,
      () => undefined,
    );
    socket.send(datagram, port, host);
    const bytes = await came;
    if (bytes === undefined) return undefined;
    try {
      return { packet: decodePacket(bytes), signed: responseIsSigned(bytes, secret, requestAuthenticator) };
    } catch {
      return bytes;
    }
  } finally {
    await new Promise<void>((resolve) => socket.close(resolve));
  }
}

const access = (port: number, user: string, password: string, more: readonly Attribute[] = []) =>
  ask(port, packetCode.accessRequest, [textAttribute(attribute.userName, user), ...more], { password });

function packetOf(answer: Awaited<ReturnType<typeof ask>>): RadiusPacket {
  if (answer === undefined || Buffer.isBuffer(answer)) throw new Error('no packet came back');
  return answer.packet;
}

t.test('a login, right and wrong', async (t) => {
  const { doors, exchanges } = await aRadiusServer(t);
  const { port } = doors.service.authentication;
  const accepted = packetOf(await access(port, 'lab', account.password));
  t.equal(accepted.code, packetCode.accessAccept);
  t.same(avPairsOf(accepted.attributes), ['shell:priv-lvl=15']);
  t.equal(accepted.attributes[0]?.type, attribute.messageAuthenticator, 'it stands before all else');
  t.equal(packetOf(await access(port, 'lab', 'nonsense')).code, packetCode.accessReject);
  t.equal(packetOf(await access(port, 'lab', '')).code, packetCode.accessReject);
  t.equal(packetOf(await access(port, 'nobody', 'x')).code, packetCode.accessReject);
  await access(port, 'lab', account.password);
  t.match(await exchanges(), [
    {
      ...{ kind: 'access', user: 'lab', password: 'right', answer: 'accept', door: 'service' },
      ...{ messageAuthenticator: 'right', again: false, client: { address: '198.51.100.1' } },
    },
    { password: 'wrong', answer: 'reject' },
    { password: 'blank', answer: 'reject' },
    { user: 'nobody', answer: 'reject' },
    { answer: 'accept', again: true },
  ]);
});

t.test('challenges, one after the other', async (t) => {
  const challenges = [
    { text: 'Token: ', echo: true, answer: '123456' },
    { text: 'PIN: ', echo: false, answer: '1 2' },
  ];
  const { doors, exchanges } = await aRadiusServer(t, { accounts: [{ ...account, challenges }] });
  const { port } = doors.service.authentication;
  const answerTo = async ({ attributes }: RadiusPacket, text: string): Promise<RadiusPacket> => {
    const state = attributes.find(({ type }) => type === attribute.state);
    return packetOf(await access(port, 'lab', text, state === undefined ? [] : [state]));
  };
  const first = packetOf(await access(port, 'lab', account.password));
  t.equal(first.code, packetCode.accessChallenge);
  t.same(textsOf(first.attributes, attribute.replyMessage), ['Token: ']);
  t.equal(numberOf(first.attributes, attribute.prompt), promptEcho.echo);
  const second = await answerTo(first, '123456');
  t.equal(numberOf(second.attributes, attribute.prompt), promptEcho.noEcho);
  t.equal((await answerTo(second, '1 2')).code, packetCode.accessAccept);
  t.equal((await answerTo(second, '12')).code, packetCode.accessReject);
  t.match(await exchanges(), [
    { password: 'right', answer: 'challenge', challenge: { text: 'Token: ', echo: true } },
    { password: 'right', answer: 'challenge' },
    { password: 'right', answer: 'accept' },
    { password: 'wrong', answer: 'reject' },
  ]);
});

t.test('accounting, the other ports, and closed ones', async (t) => {
  const { doors, exchanges, call } = await aRadiusServer(t);
  await call('listen', { door: 'other-ports', secret, accounts: [] });
  const record = [
    textAttribute(attribute.userName, 'lab'),
    numberAttribute(attribute.acctStatusType, accountStatus.stop),
  ];
  const { port } = doors['other-ports'].accounting;
  t.equal(
    packetOf(await ask(port, packetCode.accountingRequest, record)).code,
    packetCode.accountingResponse,
  );
  t.equal(await ask(port, packetCode.accessRequest, []), undefined, 'a login at the port for accounting');
  t.match(await exchanges(), [
    { kind: 'accounting', record: 'stop', user: 'lab', door: 'other-ports', answer: 'accounted' },
    { kind: 'unreadable', detail: /^code 1 at the port of accounting$/ },
  ]);
  await call('close', null);
  t.equal(await access(doors.service.authentication.port, 'lab', account.password), undefined);
});

t.test('every misbehaviour', async (t) => {
  const { doors, call, exchanges } = await aRadiusServer(t);
  for (const fault of radiusFaults) {
    const { position } = await call('listen', { secret, accounts: [account], fault });
    const answer = await access(doors.service.authentication.port, 'lab', account.password);
    if (fault === 'silence') t.equal(answer, undefined);
    else if (fault === 'garbage') t.ok(Buffer.isBuffer(answer));
    else {
      const packet = packetOf(answer);
      const right = answer !== undefined && !Buffer.isBuffer(answer) && answer.signed;
      const unsigned = fault === 'other-secret' || fault === 'wrong-message-authenticator';
      t.equal(right, !unsigned, fault);
      t.equal(packet.identifier === 7, fault !== 'other-identifier', fault);
      const has = messageAuthenticatorIsRight(packet, secret) !== undefined;
      t.equal(has, fault !== 'no-message-authenticator', fault);
    }
    t.match(await exchanges(position), [{ kind: 'access', user: 'lab', password: 'right' }], fault);
  }
});

t.test('no secret stands in the recording', async (t) => {
  const { doors, tapes, exchanges } = await aRadiusServer(t);
  await access(doors.service.authentication.port, 'lab', account.password);
  await exchanges();
  const text = tapes.read([{ pco: 'radius-server', from: 0, to: 1_000_000 }], 'radius-server');
  t.match(text, '"user":"lab"');
  for (const word of [account.password, secret]) {
    for (const form of ['utf8', 'hex', 'base64'] as const)
      t.notMatch(text, Buffer.from(word).toString(form), form);
  }
});

t.test(
  'radclient logs in, is refused, and is not answered under another secret',
  { skip: missing('radclient') && 'radclient is not here: apt-get install freeradius-utils' },
  async (t) => {
    const { doors, exchanges } = await aRadiusServer(t);
    const { port } = doors.service.authentication;
    const radclient = async (password: string, withSecret = secret): Promise<string> => {
      const { all } = await execa(
        'radclient',
        ['-x', '-r', '1', '-t', '1', `${host}:${port}`, 'auth', withSecret],
        {
          input: `User-Name=lab,User-Password=${password},NAS-IP-Address=192.0.2.1,Message-Authenticator=0x00\n`,
          reject: false,
          all: true,
        },
      );
      return all;
    };
    t.match(
      await radclient(account.password),
      /Received Access-Accept[^]*Cisco-AVPair = "shell:priv-lvl=15"/,
    );
    t.match(await radclient('nonsense'), /Received Access-Reject/);
    t.notMatch(await radclient(account.password, 'another'), /Received Access/);
    t.match(await exchanges(), [
      { answer: 'accept', nasAddress: '192.0.2.1', messageAuthenticator: 'right' },
      { answer: 'reject' },
      { messageAuthenticator: 'wrong' },
    ]);
  },
);
