import { Resolver } from 'node:dns/promises';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { encode } from 'dns-packet';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import { bindDnsServer } from '../../../drivers/dns/dns-server.ts';
import { answerTo } from '../../../drivers/dns/name-server.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

/** The bench's DNS server with a resolver that is not ours: Node's, which is c-ares. */

async function aDnsServer(t: Test) {
  const tapes = new TestTapes();
  const bound = await bindDnsServer({ host: '127.0.6.53', port: 0 });
  t.teardown(() => bound.close());
  const pco = bound.open({
    openTape: tapes.open,
    clock,
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
  });
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.6.53:${bound.port}`]);
  return { bound, resolver, call: asker(t, pco, tapes) };
}

t.test('names are resolved and queries are written down', async (t) => {
  const { call, resolver } = await aDnsServer(t);
  const { position } = await call('answer', {
    records: { 'Host.Example': ['198.51.100.20', '198.51.100.21'] },
  });
  t.strictSame(await resolver.resolve4('hOst.example'), ['198.51.100.20', '198.51.100.21']);
  await t.rejects(resolver.resolve6('host.example'), { code: 'ENODATA' });
  await t.rejects(resolver.resolve4('other.example'), { code: 'ENOTFOUND' });
  const { queries, lost } = await call('queries', { since: position, until: { name: 'OTHER.example' } });
  t.equal(lost, 0);
  t.match(queries, [
    { name: 'host.example', type: 'A', answer: 'addresses', transport: 'udp', recursionDesired: true },
    { name: 'host.example', type: 'AAAA', answer: 'no-data' },
    { name: 'other.example', type: 'A', answer: 'nxdomain', client: { address: '198.51.100.1' } },
  ]);
});

t.test('other answers, silence, and forgetting', async (t) => {
  const { call, resolver } = await aDnsServer(t);
  for (const [otherwise, code] of [
    ['servfail', 'ESERVFAIL'],
    ['refused', 'EREFUSED'],
    ['silence', 'ETIMEOUT'],
  ] as const) {
    const { position } = await call('answer', { records: { known: ['198.51.100.20'] }, otherwise });
    await t.rejects(resolver.resolve4('unknown'), { code });
    const { queries } = await call('queries', { since: position });
    t.ok(queries.every(({ answer }) => answer === otherwise) && queries.length > 0, otherwise);
  }
  await call('answer', {});
  await t.rejects(resolver.resolve4('known'), { code: 'ENOTFOUND' }, 'it knows no name any more');
});

t.test('what does not come is proven by the place where the recording stands', async (t) => {
  const { call } = await aDnsServer(t);
  const { position } = await call('mark', null);
  const none = await call('queries', { since: position, until: { name: 'nobody.asks' } }, 0.05);
  t.strictSame(none.queries, []);
  await t.rejects(call('queries', { since: position + 1 }), /no mark/);
});

t.test('over TCP, in pieces', async (t) => {
  const { bound, call } = await aDnsServer(t);
  const { position } = await call('answer', { records: { host: ['198.51.100.20'] } });
  const query = encode({ type: 'query', id: 7, questions: [{ name: 'host', type: 'A' }] });
  const framed = Buffer.concat([Buffer.from([0, query.length]), query]);
  const socket = connect({ host: '127.0.6.53', port: bound.port, noDelay: true });
  t.teardown(() => socket.destroy());
  socket.write(framed.subarray(0, 5));
  await once(socket, 'connect');
  socket.write(framed.subarray(5));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  t.equal(answer.readUInt16BE(2), 7);
  t.match(answer.toString('hex'), /c6336414$/);
  const { queries } = await call('queries', { since: position });
  t.match(queries, [{ name: 'host', transport: 'tcp', recursionDesired: false }]);
});

t.test('what is no query is kept, and not answered', async (t) => {
  const { bound, call } = await aDnsServer(t);
  const { position } = await call('mark', null);
  const socket = createSocket('udp4');
  t.teardown(() => socket.close());
  for (const bytes of [
    Buffer.from('short'),
    encode({ type: 'response', questions: [{ name: 'a', type: 'A' }] }),
    encode({ type: 'query', questions: [] }),
  ])
    socket.send(bytes, bound.port, '127.0.6.53');
  let seen = await call('queries', { since: position });
  while (seen.queries.length < 3) seen = await call('queries', { since: position });
  t.match(
    seen.queries.map(({ malformed }) => malformed),
    [/cannot be decoded/, 'it is a response', 'it asks nothing'],
  );
});

t.test('a flood is counted', async (t) => {
  const { bound, call } = await aDnsServer(t);
  const { position } = await call('mark', null);
  const socket = createSocket('udp4');
  t.teardown(() => socket.close());
  const query = encode({ type: 'query', questions: [{ name: 'x'.repeat(60), type: 'A' }] });
  for (let sent = 0; sent < 300; sent++)
    await new Promise((resolve) => socket.send(query, bound.port, '127.0.6.53', resolve));
  let seen = await call('queries', { since: position });
  while (seen.queries.length + seen.lost < 300) seen = await call('queries', { since: position });
  t.ok(seen.lost > 0, `${seen.lost} of 300 were not kept`);
});

t.test('a port that cannot be bound', async (t) => {
  const { bound } = await aDnsServer(t);
  await t.rejects(bindDnsServer({ host: '127.0.6.53', port: bound.port }), {
    message: /is taken/,
    facts: { next: /systemd-resolved/ },
  });
  await t.rejects(bindDnsServer({ host: '192.0.2.99', port: 0 }), { message: /no address of this machine/ });
});

const programs = ['text2pcap', 'tshark'].filter((name) => execaSync(name, ['-v'], { reject: false }).failed);

t.test(
  'Wireshark reads the answers as they are meant',
  {
    skip: programs.length > 0 && `missing: ${programs.join(', ')} (apt-get install tshark)`,
  },
  async (t) => {
    const query = encode({ type: 'query', id: 7, questions: [{ name: 'Host.Example', type: 'A' }] });
    for (const [how, code, addresses] of [
      [{ records: { 'host.example': ['198.51.100.20', '198.51.100.21'] } }, 0, '198.51.100.20,198.51.100.21'],
      [{}, 3, ''],
      [{ otherwise: 'servfail' }, 2, ''],
      [{ otherwise: 'refused' }, 5, ''],
    ] as const) {
      const { reply = Buffer.alloc(0) } = answerTo(query, how);
      const file = `${t.testdir({})}/answer.pcap`;
      const hex = `0000 ${reply.toString('hex').replace(/../g, '$& ')}\n`;
      await execa('text2pcap', ['-q', '-u', '53,40000', '-', file], { input: hex });
      const fields = ['dns.id', 'dns.flags.rcode', 'dns.qry.name', 'dns.a'].flatMap((field) => ['-e', field]);
      const read = await execa('tshark', ['-r', file, '-T', 'fields', ...fields]);
      const [id, rcode, name, data = ''] = read.stdout.split('\t');
      t.strictSame([Number(id), Number(rcode), name, data], [7, code, 'Host.Example', addresses]);
      const { stdout } = await execa('tshark', ['-r', file, '-Y', '_ws.malformed']);
      t.equal(stdout, '', 'nothing is malformed');
    }
  },
);
