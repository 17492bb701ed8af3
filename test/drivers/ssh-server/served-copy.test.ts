import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { contentOf } from '../../../bench/scp-content.ts';
import { copyAskedFor } from '../../../drivers/ssh-server/served-copy.ts';
import { account, aServer } from './a-server.ts';
import { whyWithout } from './clients.ts';

/** The bench's SSH-2 server with `scp` of OpenSSH, in the dialogue of rcp. */

t.test('what a command asks for', (t) => {
  t.same(copyAskedFor('scp -t conform-x'), { direction: 'to-us', path: 'conform-x' });
  t.same(copyAskedFor('scp -v -f a b'), { direction: 'from-us', path: 'a b' });
  t.same(copyAskedFor('scp -t -v a'), { direction: 'to-us', path: 'a' });
  for (const other of ['scp', 'scp -t', 'rcp -t x', 'show clock']) t.equal(copyAskedFor(other), undefined);
  t.end();
});

t.test('files go there and back', { skip: whyWithout('ssh') }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'conform-served-copy-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const { call, one, clients } = await aServer(t);
  const serve = { accounts: [account], files: { 'conform-old': { text: 'here before\n' } } };
  const { position } = await call('listen', serve);
  const bytes = contentOf({ seed: 'sent', size: 200_000 });
  writeFileSync(join(folder, 'sent'), bytes);
  const { password } = account;
  const sent = await clients.scp({ password, command: 'conform-new', file: join(folder, 'sent') });
  t.equal(sent.exitCode, 0, sent.stderr);
  t.match(await one(position), {
    program: { kind: 'exec', command: 'scp -t conform-new' },
    copy: { direction: 'to-us', path: 'conform-new', whole: true, bytes: 200_000 },
  });
  for (const [path, expected] of [
    ['conform-new', bytes],
    ['conform-old', Buffer.from('here before\n')],
  ] as const) {
    const since = (await call('mark', null)).position;
    const back = join(folder, 'back');
    const fetched = await clients.scp({ password, command: path, file: back, fetch: true });
    t.equal(fetched.exitCode, 0, fetched.stderr);
    t.ok(readFileSync(back).equals(expected));
    t.match(await one(since), { copy: { direction: 'from-us', path, whole: true, bytes: expected.length } });
  }
  const since = (await call('mark', null)).position;
  const missing = await clients.scp({ password, command: 'missing', file: join(folder, 'x'), fetch: true });
  t.not(missing.exitCode, 0);
  t.match(missing.stderr, /No such file/);
  t.match(await one(since), { copy: { whole: false, bytes: 0 } });
});
