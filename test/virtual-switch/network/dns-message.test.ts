import { Resolver } from 'node:dns/promises';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t from 'tap';
import { isQuestionable, readAnswer, writeQuestion } from '../../../virtual-switch/network/dns-message.ts';

t.test('a question is what the resolver of Node asks', async (t) => {
  const socket = createSocket('udp4').bind(0, '127.0.6.53');
  await once(socket, 'listening');
  t.teardown(() => socket.close());
  const resolver = new Resolver({ timeout: 50, tries: 1 });
  resolver.setServers([`127.0.6.53:${socket.address().port}`]);
  const asking = resolver.resolve4('server1.example.com').catch(() => []);
  const [theirs] = (await once(socket, 'message')) as [Buffer];
  const ours = writeQuestion(theirs.readUInt16BE(0), 'server1.example.com');
  t.same(ours.subarray(0, 6), theirs.subarray(0, 6));
  t.same(ours.subarray(12), theirs.subarray(12, ours.length), 'but for records of extensions');
  await asking;
});

t.test('answers', async (t) => {
  const name = Buffer.from([1, 0x61, 0]);
  const record = (type: number, data: number[]) =>
    Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 9, 0, data.length, ...data]);
  const answer = (count: number, ...records: Buffer[]) =>
    Buffer.concat([
      Buffer.from([0, 7, 0x81, 0x80, 0, 1, 0, count, 0, 0, 0, 0]),
      name,
      Buffer.from([0, 1, 0, 1]),
      ...records,
    ]);
  t.same(
    readAnswer(answer(2, record(5, [1, 0x62, 0]), record(1, [192, 0, 2, 1])), 7),
    ['192.0.2.1'],
    'behind an alias',
  );
  t.same(readAnswer(answer(0), 7), [], 'no such host');
  t.equal(readAnswer(answer(0), 8), undefined, 'to another question');
  t.equal(readAnswer(writeQuestion(7, 'a'), 7), undefined, 'a question is none');
  t.same(readAnswer(answer(3, record(1, [192, 0, 2, 1])).subarray(0, 30), 7), [], 'cut off');
});

t.test('names that can be asked for', async (t) => {
  for (const name of ['server1', 'a.b-c.d_e', 'a.']) t.ok(isQuestionable(name), name);
  for (const name of ['', 'a..b', 'a b', `${'x'.repeat(64)}.b`]) t.notOk(isQuestionable(name), name);
});
