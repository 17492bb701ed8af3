import t from 'tap';
import type { SshPacket } from '../../../bench/ssh-client.ts';
import { readSshEnd, readSshPackets, readSshX11 } from '../../../bench/ssh-reading.ts';
import { lab } from './driver-lab.ts';

/** What the bench's own client can show of its packets and do with them, against the switch's own server. */

const plain = {
  algorithms: { kex: ['diffie-hellman-group14-sha1'], cipher: ['aes128-ctr'], mac: ['hmac-sha1'] },
};

t.test('packets are those that crossed, counted in each direction', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', plain, clock.in(5000));
  const session = login.session ?? 0;
  const { observation, spans } = await client.call('packets', { session }, clock.in(5000));
  const of = (direction: SshPacket['direction']): SshPacket[] =>
    observation.packets.filter((packet) => packet.direction === direction);
  t.same(
    of('sent').map(({ type }) => type),
    [20, 30, 21, 5, 50, 61],
  );
  t.same(
    of('received').map(({ type }) => type),
    [20, 31, 21, 6, 60, 52],
  );
  for (const direction of ['sent', 'received'] as const) {
    const packets = of(direction);
    t.same(
      packets.map(({ sequence }) => sequence),
      packets.map((_, index) => index),
      `${direction}: no number is left out`,
    );
    for (const { length, blockLength, padLength, encrypted, macLength, sequence } of packets) {
      t.equal(length % blockLength, 0);
      t.ok(padLength >= 4 && padLength < 256);
      t.same([encrypted, macLength, blockLength], sequence < 3 ? [false, 0, 8] : [true, 20, 16]);
    }
  }
  t.same(readSshPackets(tapes.read(spans, 'ssh-client')), observation, 'and can be read again from the tape');
  const again = await client.call('packets', { session }, clock.in(5000));
  t.same(again.observation, observation, 'and each is written down once');

  await client.call('logout', { session }, clock.in(5000));
  const after = await client.call('packets', { session }, clock.in(5000));
  t.ok(after.observation.packets.length > observation.packets.length, 'also after the end');
});

t.test('bytes go out in pieces of the size that was asked for', async (t) => {
  const { host, client, clock } = await lab(t);
  const { observation } = await client.call('login', { ...plain, writeSize: 64 }, clock.in(5000));
  t.equal(observation.outcome, 'authenticated');
  const reads = host.debugged.flatMap((text) => /ssh_receive: (\d+) bytes/.exec(text)?.[1] ?? []).map(Number);
  t.ok(
    reads.every((bytes) => bytes <= 64 * 3),
    'no read gave a whole KEXINIT',
  );
  t.ok(reads.filter((bytes) => bytes === 64).length >= 4, `several of 64 bytes: ${reads.join(' ')}`);
  const session = observation.session ?? 0;
  const { observation: left } = await client.call('logout', { session }, clock.in(5000));
  t.same(left.end, { by: 'us' });
});

t.test('a packet with a wrong MAC ends the session', async (t) => {
  const { client, clock, tapes } = await lab(t);
  for (const mac of ['hmac-sha1', 'hmac-md5-96']) {
    const algorithms = { ...plain.algorithms, mac: [mac] };
    const { observation: login } = await client.call('login', { algorithms }, clock.in(5000));
    const session = login.session ?? 0;
    const { observation, spans } = await client.call('damage', { session }, clock.in(5000));
    t.same(observation.end, { by: 'server', reason: 2, description: 'Corrupted MAC on input.' });
    t.same(readSshEnd(tapes.read(spans, 'ssh-client')), observation);
  }
});

t.test('IGNORE is ignored, and stands among the packets', async (t) => {
  const { client, clock } = await lab(t);
  const { observation: login } = await client.call('login', plain, clock.in(5000));
  const session = login.session ?? 0;
  const { observation } = await client.call('ignore', { session, bytes: 20 }, clock.in(5000));
  t.match(observation.packets.at(-1), { direction: 'sent', type: 2 });
  t.match((await client.call('exec', { session, command: 'show clock' }, clock.in(5000))).observation, {
    exitStatus: 0,
  });
});

t.test('wrong and right passwords one after the other', async (t) => {
  const { client, clock } = await lab(t);
  const tries = [
    { method: 'password', password: 'not it' },
    { method: 'keyboard-interactive', password: 'nor this' },
    { method: 'password' },
  ] as const;
  const { observation } = await client.call('login', { tries }, clock.in(5000));
  t.same(
    observation.turns.map(({ method, result }) => [method, result]),
    [
      ['password', 'failure'],
      ['keyboard-interactive', 'failure'],
      ['password', 'success'],
    ],
  );
});

t.test('a shell that asks for X11 forwarding, and goes on', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', plain, clock.in(5000));
  const session = login.session ?? 0;
  const { observation, spans } = await client.call('x11', { session }, clock.in(5000));
  t.same(observation, { kind: 'ssh-x11', answer: 'refused', shell: true });
  t.same(readSshX11(tapes.read(spans, 'ssh-client')), observation);
  const { observation: packets } = await client.call('packets', { session }, clock.in(5000));
  t.equal(packets.packets.filter(({ direction, type }) => direction === 'sent' && type === 98).length, 3);
});

t.test('a reset is ours', async (t) => {
  const { client, clock } = await lab(t);
  const { observation: login } = await client.call('login', plain, clock.in(5000));
  const { observation } = await client.call('abandon', { session: login.session ?? 0 }, clock.in(5000));
  t.same(observation.end, { by: 'us' });
});
