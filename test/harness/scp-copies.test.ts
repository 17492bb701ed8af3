import { createHash } from 'node:crypto';
import t from 'tap';
import { contentOf } from '../../bench/scp-content.ts';
import type { ScpDownloadArgs, ScpUploadArgs } from '../../bench/scp-client.ts';
import { Secret } from '../../bench/secret.ts';
import type { Lab } from '../../harness/lab.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { suiteFilePrefix } from '../../harness/suite-files.ts';
import { cli } from './matchers/observations.ts';

/** A lab that notes what is typed and copied, in order. */
function lab() {
  const calls: string[] = [];
  const uploads: ScpUploadArgs[] = [];
  const downloads: ScpDownloadArgs[] = [];
  const typed = (command: string) => {
    calls.push(command);
    return Promise.resolve({ observation: cli([], { command }), spans: [], call: calls.length });
  };
  const copy = (direction: 'upload' | 'download', path: string) => {
    calls.push(`${direction} ${path}`);
    return Promise.resolve({ observation: { kind: 'scp', direction, path }, spans: [], call: calls.length });
  };
  const parts = {
    dut: { configure: typed, execute: typed, show: typed },
    scp: {
      upload: (args: ScpUploadArgs) => {
        uploads.push(args);
        return copy('upload', args.path);
      },
      download: (args: ScpDownloadArgs) => {
        downloads.push(args);
        return copy('download', args.path);
      },
    },
    bench: { secret: (name: string) => new Secret(name, `Secret0of0${name}`) },
  } as unknown as Pick<Lab, 'dut' | 'scp' | 'bench'>;
  return { copies: scpCopies(parts), calls, uploads, downloads };
}

const anna = { username: 'anna', password: 'Right0' };
const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

t.test('what a suite writes has a name that clean state looks for', (t) => {
  t.equal(lab().copies.pathOf('x'), `flash:${suiteFilePrefix}x`);
  t.end();
});

t.test('a user of our own has a password of this run, and the privilege that is asked for', async (t) => {
  const { copies, calls } = lab();
  t.same(await copies.user('scp15'), { username: 'scp15', password: 'Secret0of0scp15' });
  await copies.user('scp2', 2);
  t.strictSame(calls, [
    'username scp15 privilege 15 password Secret0of0scp15',
    'username scp2 privilege 2 password Secret0of0scp2',
  ]);
});

t.test('the server as on the guide page, with the console kept out of the default list', async (t) => {
  const { copies, calls } = lab();
  await copies.localServer();
  const at = (command: string): number => calls.indexOf(command);
  t.equal(calls[0], 'aaa new-model');
  t.ok(at('login authentication CONSOLE') > 0);
  t.ok(at('login authentication CONSOLE') < at('aaa authentication login default local'), 'first the way in');
  t.strictSame(calls.slice(-3), [
    'aaa authentication login default local',
    'aaa authorization exec default local',
    'ip scp server enable',
  ]);
});

t.test('put and get name the file in flash, by the user and in the manner that is asked for', async (t) => {
  const { copies, uploads, downloads } = lab();
  await copies.put(anna, 'a');
  await copies.put({ ...anna, ident: 'SSH-2.0-x' }, 'b', { content: { text: 'hello' }, announced: 3 });
  await copies.get({ ...anna, tries: [{ method: 'password' }] }, 'a');
  t.strictSame(uploads, [
    { path: 'flash:conform-a', content: { seed: 'a', size: 1000 }, ...anna },
    { path: 'flash:conform-b', content: { text: 'hello' }, ...anna, ident: 'SSH-2.0-x', announced: 3 },
  ]);
  t.strictSame(downloads, [{ path: 'flash:conform-a', ...anna, tries: [{ method: 'password' }] }]);
});

t.test(
  'there and back: sent, digested by the device, fetched; the digests are of what was to be sent',
  async (t) => {
    for (const [of, content] of [
      [undefined, { seed: 'x', size: 1000 }],
      [{ size: 70_000 }, { seed: 'x', size: 70_000 }],
      [{ text: 'a line\n' }, { text: 'a line\n' }],
    ] as const) {
      const { copies, calls, uploads } = lab();
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(anna, 'x', of);
      t.strictSame(calls, [
        'upload flash:conform-x',
        'verify /md5 flash:conform-x',
        'download flash:conform-x',
      ]);
      t.same(uploads[0]?.content, content);
      t.equal(md5, digest('md5', contentOf(content)));
      t.equal(sha256, digest('sha256', contentOf(content)));
      t.equal(sent.observation.direction, 'upload');
      t.equal(verified.observation.command, 'verify /md5 flash:conform-x');
      t.equal(fetched.observation.direction, 'download');
    }
  },
);
