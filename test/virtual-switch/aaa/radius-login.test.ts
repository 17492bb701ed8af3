import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { execaSync } from 'execa';
import t, { type Test } from 'tap';
import { writeResponse } from '../../../protocols/radius/authenticity.ts';
import { textAttribute, valueOf } from '../../../protocols/radius/attributes.ts';
import { attribute, code } from '../../../protocols/radius/numbers.ts';
import { type RadiusPacket, readPacket } from '../../../protocols/radius/packet.ts';
import { revealPassword } from '../../../protocols/radius/password.ts';
import { startFreeradius } from '../../support/freeradius.ts';
import { aaaLab } from './aaa-lab.ts';

/** The switch's RADIUS client; Debian's FreeRADIUS decides about it. */

const address = '198.51.100.50';
const secret = 'aSecretInTests8';
const password = 'aWordInTests3';
const missing = execaSync('freeradius', ['-v'], { reject: false }).failed;
const skip = missing && 'missing: freeradius (apt-get install freeradius)';

async function lab(port: number, commands: readonly string[], host = '127.0.6.50') {
  return aaaLab({
    routes: [{ service: { host: address, port: 1812 }, real: { host, port } }],
    commands: [
      `radius-server host ${address} auth-port 1812 acct-port 1813`,
      'username user1 secret ofLocal1',
      ...commands,
    ],
  });
}

async function freeradius(t: Test) {
  const server = await startFreeradius({
    host: '127.0.6.50',
    secret,
    users:
      `user1 Cleartext-Password := "${password}"\n  Cisco-AVPair = "shell:priv-lvl=15"\n` +
      `user2 Cleartext-Password := "${password}"\n  Service-Type = Administrative-User\n` +
      `user3 Cleartext-Password := "${password}"\n`,
  });
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await server.stop();
    running = false;
  };
  t.teardown(stop);
  return { ...server, stop };
}

t.test('FreeRADIUS lets in and refuses; its secret and its silence', { skip }, async (t) => {
  const server = await freeradius(t);
  const { login, level, send, log } = await lab(server.port, [
    `radius-server key ${secret}`,
    'aaa authentication login default group radius local',
    'aaa authorization exec default group radius',
  ]);
  t.match(await login('user1', [password]), { in: true, identity: { radius: { level: 15 } } });
  t.equal(await level('user1'), 15);
  t.match(await login('user2', [password]), { in: true });
  t.equal(await level('user2'), 15, 'Service-Type Administrative');
  t.match(await login('user3', [password]), { in: true });
  t.equal(await level('user3'), 1);
  t.match(await login('user1', ['ofLocal1']), { in: false }, 'a refusal is final');
  t.match(await login('nobody', [password]), { in: false });
  t.notMatch(log(), /RADIUS_DEAD/);
  await send('radius-server key another');
  t.match(await login('user1', [password]), { in: false }, 'under a wrong secret no answer counts');
  t.match(await login('user1', ['ofLocal1']), { in: true }, 'then local users do');
  t.match(log(), /%RADIUS-4-RADIUS_DEAD: RADIUS server 198\.51\.100\.50:1812,1813 is not responding\./);
  await send(`radius-server key ${secret}`);
  t.match(await login('user1', [password]), { in: true });
  await server.stop();
  t.match(await login('user1', [password]), { in: false });
  const fallback = await login('user1', ['ofLocal1']);
  t.match(fallback, { in: true });
  t.equal(fallback.questions.length, 1, 'what was typed serves the next method');
});

/** A server of this test alone, that keeps what came. */
async function served(
  t: Test,
  answer: (
    packet: RadiusPacket,
    came: readonly RadiusPacket[],
  ) => Parameters<typeof writeResponse>[0] | undefined,
) {
  const socket = createSocket('udp4');
  const came: RadiusPacket[] = [];
  socket.on('message', (bytes, { port, address: from }) => {
    const read = readPacket(bytes);
    if ('fault' in read) throw new Error(read.fault.message);
    came.push(read.value);
    const unsigned = answer(read.value, came);
    if (unsigned !== undefined) socket.send(writeResponse(unsigned, read.value.authenticator), port, from);
  });
  socket.bind(0, '127.0.6.51');
  await once(socket, 'listening');
  t.teardown(() => void socket.close());
  return { port: socket.address().port, came };
}

const signed = { secret, messageAuthenticator: true };

t.test('a challenge is asked in the words of the server, and answered with its State', async (t) => {
  const { port, came } = await served(t, ({ identifier }, all) =>
    all.length === 1
      ? {
          ...signed,
          code: code.accessChallenge,
          identifier,
          attributes: [
            textAttribute(attribute.replyMessage, 'Challenge 4711\nResponse: '),
            textAttribute(attribute.state, 'of this login'),
          ],
        }
      : { ...signed, code: code.accessAccept, identifier, attributes: [] },
  );
  const { login } = await lab(
    port,
    [`radius-server key ${secret}`, 'aaa authentication login default radius'],
    '127.0.6.51',
  );
  const tried = await login('user1', [password, 'six words of an old book']);
  t.match(tried, {
    in: true,
    questions: [{ text: 'Password: ' }, { text: 'Challenge 4711\nResponse: ', echo: false }],
  });
  const [first, second] = came;
  if (first === undefined || second === undefined) throw new Error('two requests were expected');
  t.equal(valueOf(first, attribute.state), undefined);
  t.equal(valueOf(second, attribute.state)?.toString(), 'of this login');
  const hidden = valueOf(second, attribute.userPassword) ?? Buffer.alloc(0);
  t.equal(revealPassword(hidden, second.authenticator, secret)?.toString(), 'six words of an old book');
});

t.test('a silent server is asked again, with the same packet', async (t) => {
  const { port, came } = await served(t, () => undefined);
  const { login, clock } = await lab(
    port,
    [
      ...[`radius-server key ${secret}`, 'radius-server timeout 2', 'radius-server retransmit 2'],
      'aaa authentication login default group radius',
    ],
    '127.0.6.51',
  );
  const before = clock.now();
  t.match(await login('user1', [password]), { in: false });
  t.ok(clock.now() - before >= 6000, 'three times two seconds');
  t.equal(came.length, 3);
  t.equal(new Set(came.map(({ identifier }) => identifier)).size, 1);
});
