import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client } from 'ssh2';
import t, { type Test } from 'tap';
import type { GroupSizes } from '../../../protocols/ssh2/group-exchange.ts';
import { readIdentification } from '../../../protocols/ssh2/identification.ts';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import type { KexInitLists } from '../../../protocols/ssh2/messages.ts';
import type { Offer } from '../../../protocols/ssh2/offer.ts';
import type { PacketEvent } from '../../../protocols/ssh2/packet-tap.ts';
import { serveSsh2 } from '../../../protocols/ssh2/serve.ts';

const { privateKey: hostKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const offer: Offer = {
  kex: ['diffie-hellman-group-exchange-sha1'],
  hostKey: ['ssh-rsa'],
  ciphers: ['aes128-cbc'],
  macs: ['hmac-sha1-96'],
  compression: ['none'],
};

interface Seen {
  readonly atServer: Omit<PacketEvent, 'payload'>[];
  readonly atClient: Omit<PacketEvent, 'payload'>[];
  readonly clientLists: KexInitLists[];
  readonly asked: { asked: GroupSizes; chosen: number | undefined }[];
  readonly groupBits: number[];
}

/** Our server and our client, logged in with any password. */
async function pair(t: Test, ident: string, groupSizes: GroupSizes): Promise<{ client: Client; seen: Seen }> {
  const seen: Seen = { atServer: [], atClient: [], clientLists: [], asked: [], groupBits: [] };
  const note =
    (to: Omit<PacketEvent, 'payload'>[]) =>
    ({ payload: _payload, ...packet }: PacketEvent): void =>
      void to.push(packet);
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.write(`${ident}\n`);
    void readIdentification(socket, 'client').then((theirs) => {
      if (theirs.kind !== 'ident') return;
      socket.unshift(theirs.bytes);
      const { connection } = serveSsh2(socket, {
        ident,
        hostKey,
        offer,
        dhMinBits: 1024,
        onPacket: note(seen.atServer),
        onKexInit: (lists) => void seen.clientLists.push(lists),
        onGroupRequest: (asked, chosen) => void seen.asked.push({ asked, chosen }),
      });
      connection.on('error', () => undefined);
      connection.on('authentication', (context) => context.accept());
    });
  }).listen(0, '127.0.2.3');
  await once(server, 'listening');
  const address = server.address();
  const client = new Client();
  client.on('error', () => undefined);
  t.teardown(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });
  client.connect({
    host: '127.0.2.3',
    port: typeof address === 'object' && address !== null ? address.port : 0,
    username: 'any',
    password: 'any',
    readyTimeout: 5000,
  });
  patchSsh2Client(client, {
    offer,
    groupSizes,
    onPacket: note(seen.atClient),
    onGroup: (bits) => void seen.groupBits.push(bits),
  });
  await once(client, 'ready');
  return { client, seen };
}

t.test('group exchange with Cisco-1.25, which ssh2 would leave out, for each size', async (t) => {
  for (const ident of ['SSH-1.99-Cisco-1.25', 'SSH-2.0-Cisco-1.25']) {
    for (const bits of [1024, 2048, 4096]) {
      const started = performance.now();
      const { seen } = await pair(t, ident, { min: 1024, preferred: bits, max: 4096 });
      t.same(seen.asked, [{ asked: { min: 1024, preferred: bits, max: 4096 }, chosen: bits }]);
      t.same(seen.groupBits, [bits]);
      t.ok(performance.now() - started < 2500, 'and no prime is checked');
    }
  }
});

t.test('the client offers what it was told to, without marks of its own', async (t) => {
  const { seen } = await pair(t, 'SSH-1.99-Cisco-1.25', { min: 1024, preferred: 1024, max: 1024 });
  t.same(seen.clientLists, [
    {
      kex: offer.kex,
      hostKey: offer.hostKey,
      cipherToServer: offer.ciphers,
      cipherToClient: offer.ciphers,
      macToServer: offer.macs,
      macToClient: offer.macs,
      compressionToServer: ['none'],
      compressionToClient: ['none'],
    },
  ]);
});

t.test('both ends see the same packets', async (t) => {
  const { seen } = await pair(t, 'SSH-1.99-Cisco-1.25', { min: 1024, preferred: 1024, max: 1024 });
  const outOfClient = seen.atClient.filter(({ direction }) => direction === 'out');
  const intoServer = seen.atServer.filter(({ direction }) => direction === 'in');
  t.same(
    outOfClient.map((packet) => ({ ...packet, direction: 'in', blockLength: 0 })),
    intoServer.map((packet) => ({ ...packet, blockLength: 0 })),
  );
  t.same(
    intoServer.map(({ type }) => type),
    [20, 34, 32, 21, 5, 50],
    'KEXINIT, GEX_REQUEST, GEX_INIT, NEWKEYS, SERVICE_REQUEST, USERAUTH_REQUEST',
  );
  const fromServer = seen.atServer.filter(({ direction }) => direction === 'out').map(({ type }) => type);
  t.same(fromServer.slice(0, 4), [20, 31, 33, 21], 'KEXINIT, GEX_GROUP, GEX_REPLY, NEWKEYS');
  t.notOk(fromServer.includes(7), 'and no extension info');
  for (const packet of intoServer) {
    const blocks = packet.encrypted ? 16 : 8;
    t.equal((packet.packetLength + 4) % blocks, 0, `type ${String(packet.type)} fills its blocks`);
    t.equal(packet.macLength, packet.encrypted ? 12 : 0);
  }
  t.same(
    intoServer.map(({ sequence }) => sequence),
    intoServer.map((_packet, index) => index),
    'numbered through, keys or not',
  );
});
