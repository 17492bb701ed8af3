import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import t from 'tap';
import { readIdentification, speaksVersion2 } from '../../../protocols/ssh2/identification.ts';

/** What is read of these chunks. A stream has all that is used of a socket here. */
function reading(from: 'server' | 'client', ...chunks: string[]): ReturnType<typeof readIdentification> {
  const stream = new PassThrough();
  const result = readIdentification(stream as unknown as Socket, from);
  for (const chunk of chunks) stream.write(chunk, 'latin1');
  stream.end();
  return result;
}

t.test('an identification string, with what came after it', async (t) => {
  t.match(await reading('client', 'SSH-1.99-Cisco-1.25\n\0\0'), {
    kind: 'ident',
    line: 'SSH-1.99-Cisco-1.25',
    version: '1.99',
    bytes: Buffer.from('SSH-1.99-Cisco-1.25\n\0\0'),
  });
  t.match(await reading('client', 'SSH-2.0-a b c\r\n'), { line: 'SSH-2.0-a b c', version: '2.0' });
  t.match(await reading('server', 'Hello\r\n', 'there\nSSH-2.0-x\nrest'), {
    kind: 'ident',
    bytes: Buffer.from('SSH-2.0-x\nrest'),
  });
});

t.test('what is none', async (t) => {
  t.match(await reading('client', 'Hello\nSSH-2.0-x\n'), { kind: 'not-ssh', text: 'Hello' });
  t.match(await reading('client', 'GET / HTTP'), { kind: 'not-ssh' });
  t.match(await reading('client', 'SSH-2\n'), { kind: 'not-ssh', text: 'SSH-2' });
  t.match(await reading('client', `SSH-2.0-${'x'.repeat(300)}`), { kind: 'not-ssh' });
  t.match(await reading('server', 'x'.repeat(20_000)), { kind: 'not-ssh' });
  t.match(await reading('server', 'many\n'.repeat(5000)), { kind: 'not-ssh' });
  t.match(await reading('server', 'SSH-2.0-cut off'), { kind: 'ended' });
  t.match(await reading('server'), { kind: 'ended' });
});

t.test('it does not matter how the bytes were cut', async () => {
  const text = 'A line before\r\nSSH-1.99-Cisco-1.25\nand after';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: text.length }), { maxLength: 6 }), async (cuts) => {
      const places = [0, ...new Set(cuts.sort((a, b) => a - b)), text.length];
      const chunks = places.slice(1).map((to, index) => text.slice(places[index], to));
      const result = await reading('server', ...chunks.filter((chunk) => chunk !== ''));
      return result.kind === 'ident' && result.line === 'SSH-1.99-Cisco-1.25';
    }),
  );
});

t.test('versions with which SSH-2 can be spoken', (t) => {
  t.same(['1.99', '2.0', '1.5', '1.3'].map(speaksVersion2), [true, true, false, false]);
  t.end();
});
