import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { execa, execaSync } from 'execa';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import {
  avPair,
  avPairsOf,
  numberAttribute,
  textAttribute,
  textsOf,
} from '../../../protocols/radius/attributes.ts';
import { attribute, packetCode, serviceType } from '../../../protocols/radius/numbers.ts';
import {
  accountingIsSigned,
  decodePacket,
  encodePacket,
  hidePassword,
  messageAuthenticatorIsRight,
  responseIsSigned,
  revealPassword,
  signRequest,
  signResponse,
} from '../../../protocols/radius/packets.ts';
import { RadiusError } from '../../../protocols/radius/radius-error.ts';
import { startFreeradius } from '../../support/freeradius.ts';

const secret = 'aSharedSecretInTests';
const missing = (program: string, ...args: string[]): boolean =>
  execaSync(program, args, { reject: false }).failed;
const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));

/** A request for a login, as a switch makes it. */
function accessRequest(user: string, password: string, withSecret = secret) {
  const authenticator = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const attributes = [
    textAttribute(attribute.userName, user),
    { type: attribute.userPassword, value: hidePassword(password, withSecret, authenticator) },
    numberAttribute(attribute.serviceType, serviceType.login),
  ];
  const packet = { code: packetCode.accessRequest, identifier: 7, attributes };
  return { authenticator, datagram: signRequest(packet, withSecret, authenticator) };
}

t.test('packets come out as they went in', (t) => {
  const packet = fc.record({
    code: fc.integer({ min: 0, max: 255 }),
    identifier: fc.integer({ min: 0, max: 255 }),
    authenticator: bytes16,
    attributes: fc.array(
      fc.record({
        type: fc.integer({ min: 0, max: 255 }),
        value: fc.uint8Array({ maxLength: 253 }).map((bytes) => Buffer.from(bytes)),
      }),
      { maxLength: 10 },
    ),
  });
  fc.assert(
    fc.property(packet, fc.uint8Array({ maxLength: 5 }), (given, padding) => {
      const bytes = encodePacket(given);
      t.same(decodePacket(Buffer.concat([bytes, padding])), given);
      t.throws(() => decodePacket(bytes.subarray(0, -1)), RadiusError);
    }),
  );
  t.end();
});

t.test('any bytes are read or refused', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (given) => {
      try {
        t.ok(decodePacket(given).attributes.length >= 0);
      } catch (error) {
        t.ok(error instanceof RadiusError, String(error));
      }
    }),
    { numRuns: 500 },
  );
  t.end();
});

t.test('a password of any length is hidden, and another secret gives another one', (t) => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }).filter((text) => !text.includes('\0')),
      bytes16,
      (password, first) => {
        const hidden = hidePassword(password, secret, first);
        t.equal(hidden.length % 16, 0);
        t.equal(revealPassword(hidden, secret, first), password);
        if (password.length > 3) t.not(revealPassword(hidden, 'another', first), password);
      },
    ),
  );
  t.throws(() => hidePassword('x'.repeat(129), secret, Buffer.alloc(16)), RangeError);
  t.throws(() => revealPassword(Buffer.alloc(17), secret, Buffer.alloc(16)), RadiusError);
  t.end();
});

t.test('signatures hold, and no changed byte goes through', (t) => {
  const { authenticator, datagram } = accessRequest('lab', 'aWordInTests1');
  const request = decodePacket(datagram);
  t.equal(request.attributes[0]?.type, attribute.messageAuthenticator, 'it stands before all else');
  t.equal(messageAuthenticatorIsRight(request, secret), true);
  t.equal(messageAuthenticatorIsRight(request, 'another'), false);
  const response = signResponse(
    { code: packetCode.accessAccept, identifier: 7, attributes: [avPair('shell:priv-lvl=15')] },
    secret,
    authenticator,
  );
  t.ok(responseIsSigned(response, secret, authenticator));
  t.notOk(responseIsSigned(response, 'another', authenticator));
  t.notOk(responseIsSigned(response, secret, Buffer.alloc(16)), 'an answer to another request');
  for (const at of response.keys()) {
    const changed = Buffer.from(response);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    let passed = false;
    try {
      passed = responseIsSigned(changed, secret, authenticator);
    } catch (error) {
      t.ok(error instanceof RadiusError);
    }
    t.notOk(passed, `byte ${at}`);
  }
  const account = signRequest({ code: packetCode.accountingRequest, identifier: 1, attributes: [] }, secret);
  t.ok(accountingIsSigned(account, secret));
  t.notOk(accountingIsSigned(account, 'another'));
  t.end();
});

t.test('Cisco pairs, beside those of others', (t) => {
  const other = Buffer.from([0, 0, 1, 55, 1, 5, 97, 98, 99]);
  const attributes = [
    avPair('shell:priv-lvl=15'),
    { type: attribute.vendorSpecific, value: other },
    avPair('shell:roles=x'),
    { type: attribute.vendorSpecific, value: Buffer.from([0, 0, 0, 9, 1, 1]) },
  ];
  t.same(avPairsOf(attributes), ['shell:priv-lvl=15', 'shell:roles=x']);
  t.end();
});

t.test(
  'FreeRADIUS takes our requests and we its answers',
  { skip: missing('freeradius', '-v') && 'freeradius is not here: apt-get install freeradius' },
  async (t) => {
    const daemon = await startFreeradius({
      host: '127.0.6.45',
      secret,
      users:
        'lab Cleartext-Password := "aWordInTests1"\n\tService-Type = NAS-Prompt-User, Reply-Message = "Welcome"\n',
    });
    t.teardown(() => daemon.stop());
    const ask = async (user: string, password: string, withSecret = secret) => {
      const { authenticator, datagram } = accessRequest(user, password, withSecret);
      const answer = await exchange(t, daemon, datagram);
      if (answer === undefined) return 'silence';
      t.ok(responseIsSigned(answer, withSecret, authenticator), 'its answer is signed');
      return decodePacket(answer);
    };
    const accepted = await ask('lab', 'aWordInTests1');
    t.match(accepted, { code: packetCode.accessAccept });
    if (accepted !== 'silence') t.same(textsOf(accepted.attributes, attribute.replyMessage), ['Welcome']);
    t.match(await ask('lab', 'aWordOfMoreThanSixteenBytes'), { code: packetCode.accessReject });
    t.match(await ask('nobody', 'x'), { code: packetCode.accessReject });
    t.equal(await ask('lab', 'aWordInTests1', 'another secret'), 'silence', 'it drops what is not signed');
  },
);

t.test(
  'radclient takes our answers',
  { skip: missing('radclient', '-v') && 'radclient is not here: apt-get install freeradius-utils' },
  async (t) => {
    const server = createSocket('udp4');
    server.on('message', (datagram, from) => {
      const request = decodePacket(datagram);
      const hidden = request.attributes.find(({ type }) => type === attribute.userPassword)?.value;
      const right =
        hidden !== undefined && revealPassword(hidden, secret, request.authenticator) === 'aWordInTests1';
      const attributes = [
        textAttribute(attribute.replyMessage, right ? 'Welcome' : 'Go away'),
        ...(right ? [avPair('shell:priv-lvl=15')] : []),
      ];
      const code = right ? packetCode.accessAccept : packetCode.accessReject;
      const { identifier, authenticator } = request;
      server.send(
        signResponse({ code, identifier, attributes }, secret, authenticator),
        from.port,
        from.address,
      );
    });
    server.bind({ address: '127.0.6.45', port: 0 });
    await once(server, 'listening');
    t.teardown(() => server.close());
    const radclient = (password: string, withSecret = secret) =>
      execa(
        'radclient',
        ['-x', '-r', '1', '-t', '1', `127.0.6.45:${server.address().port}`, 'auth', withSecret],
        {
          input: `User-Name=lab,User-Password=${password},Message-Authenticator=0x00\n`,
          reject: false,
          all: true,
        },
      );
    const accepted = await radclient('aWordInTests1');
    t.match(accepted.all, /Received Access-Accept/);
    t.match(accepted.all, /Reply-Message = "Welcome"/);
    t.match(accepted.all, /Cisco-AVPair = "shell:priv-lvl=15"/);
    t.match((await radclient('nonsense')).all, /Received Access-Reject/);
    t.notMatch((await radclient('aWordInTests1', 'another')).all, /Received Access-Accept/);
  },
);

/** What comes back within a second. */
async function exchange(
  t: Test,
  { host, port }: { host: string; port: number },
  datagram: Buffer,
): Promise<Buffer | undefined> {
  const socket = createSocket('udp4');
  t.teardown(() => new Promise<void>((resolve) => socket.close(resolve)));
  socket.bind({ address: '127.0.0.1', port: 0 });
  await once(socket, 'listening');
  const signal = AbortSignal.timeout(1000);
  const came = once(socket, 'message', { signal }).then(
    ([bytes]: unknown[]) => bytes as Buffer,
    () => undefined,
  );
  socket.send(datagram, port, host);
  return await came;
}
