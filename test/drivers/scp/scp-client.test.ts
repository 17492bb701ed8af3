import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { contentOf } from '../../../bench/scp-content.ts';
import type { ScpDownloadArgs, ScpUploadArgs } from '../../../bench/scp-client.ts';
import { readScp } from '../../../bench/scp-reading.ts';
import { openScpClient } from '../../../drivers/scp/scp-client.ts';
import { host, startSshd, whyNoAccount } from '../ssh/an-sshd.ts';
import { accountOf, TestClock, TestTapes } from '../ssh/fake-bench.ts';

/** The driver against the server of OpenSSH and its own `scp`, so that it is not tuned to our own switch. */

const account = { name: 'anna', password: 'hiddenInTests1' };
const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

const asOfOldSwitches = [
  'HostKeyAlgorithms ssh-rsa',
  'KexAlgorithms diffie-hellman-group14-sha1',
  'Ciphers aes128-cbc',
  'MACs hmac-sha1',
  'PasswordAuthentication yes',
  'KbdInteractiveAuthentication no',
  'UsePAM no',
];

t.test('the scp of OpenSSH', { skip: whyNoAccount() }, async (t) => {
  const port = await startSshd(t, {
    account,
    configuration: asOfOldSwitches,
  });
  const folder = mkdtempSync(join(tmpdir(), 'conform-scp-'));
  chmodSync(folder, 0o777);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new TestClock();
  const tapes = new TestTapes();
  const client = openScpClient({
    reach: { host, port },
    remoteShell: { host, port: 514 },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(account),
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => client.close());
  /** What is returned is what its spans tell. */
  const proven = async (work: ReturnType<typeof client.call<'upload'>>) => {
    const { observation, spans } = await work;
    t.same(readScp(tapes.read(spans, 'scp-client')), observation);
    return observation;
  };
  const upload = (args: ScpUploadArgs) => proven(client.call('upload', args, clock.in(20_000)));
  const download = (args: ScpDownloadArgs) => proven(client.call('download', args, clock.in(20_000)));

  for (const size of [0, 1, 65_537, 5_000_000]) {
    t.test(`${size} bytes there and back`, async (t) => {
      const path = join(folder, `of-${size}`);
      const content = { seed: 'there and back', size };
      const sent = await upload({ path, content });
      const bytes = contentOf(content);
      const data = { bytes: size, sha256: digest('sha256', bytes), md5: digest('md5', bytes) };
      t.match(sent, {
        direction: 'upload',
        result: 'ok',
        login: { outcome: 'authenticated', ident: /^SSH-2\.0-OpenSSH_/ },
        command: `scp -t ${path}`,
        exec: 'granted',
        data,
        exit: { status: 0 },
        closedBy: 'device',
        end: { by: 'us' },
      });
      t.same(sent.messages, [
        { by: 'device', kind: 'ok', text: '' },
        { by: 'us', kind: 'record', text: `C0644 ${size} of-${size}` },
        { by: 'device', kind: 'ok', text: '' },
        { by: 'us', kind: 'ok', text: '' },
        { by: 'device', kind: 'ok', text: '' },
      ]);
      t.ok(readFileSync(path).equals(bytes));
      t.match(await download({ path }), {
        direction: 'download',
        result: 'ok',
        file: { name: `of-${size}`, size },
        data,
        exit: { status: 0 },
      });
    });
  }

  t.test('a name with blanks, and a long one', async (t) => {
    const quoted = join(folder, 'two words');
    t.equal((await upload({ path: `'${quoted}'`, content: { text: 'hello\n' } })).result, 'ok');
    t.match(await download({ path: `'${quoted}'`, text: true }), { result: 'ok', text: 'hello\n' });
    const long = join(folder, 'x'.repeat(300));
    const refused = await upload({ path: long, content: { text: 'hello\n' } });
    t.match(refused, { result: 'failed', exit: { status: 1 } });
    t.match(refused.messages.at(-1), { by: 'device', kind: 'warning', text: /File name too long/ });
  });

  t.test('what is not there, and what may not be written', async (t) => {
    const missing = await download({ path: join(folder, 'missing') });
    t.match(missing, { result: 'failed', exit: { status: 1 }, closedBy: 'device' });
    t.match(missing.messages.at(-1), { kind: 'warning', text: /^scp: .*No such file or directory$/ });
    t.equal(missing.data, undefined);
    const forbidden = await upload({ path: '/etc/conform', content: { text: '' } });
    t.match(forbidden.messages.at(-1), { kind: 'warning', text: /Permission denied$/ });
    t.equal(forbidden.result, 'failed');
  });

  t.test('less than was announced', async (t) => {
    const path = join(folder, 'short');
    const content = { text: 'abc' };
    // The byte of zero behind the data is taken for data too, and then more is waited for.
    const short = await upload({ path, content, announced: 100, patience: 300 });
    t.match(short, { result: 'failed', silence: 'the answer to the data', closedBy: 'device' });
  });

  t.test('what is no record', async (t) => {
    const path = join(folder, 'never');
    const odd = await upload({ path, content: { text: '' }, record: 'Xanadu' });
    t.equal(odd.result, 'failed');
    t.match(odd.messages.at(-1), { by: 'device', kind: 'warning' });
  });

  for (const by of ['close', 'reset'] as const) {
    t.test(`gone in the middle: ${by}`, async (t) => {
      const path = join(folder, `cut-${by}`);
      const content = { seed: 'cut', size: 200_000 };
      const cut = await upload({ path, content, leave: { after: 70_000, by } });
      t.match(cut, { result: 'failed', data: { bytes: 70_000 }, closedBy: 'us', end: { by: 'us' } });
      writeFileSync(path, contentOf(content));
      const back = await download({ path, leave: { after: 70_000, by } });
      t.match(back, { result: 'failed', data: { bytes: 70_000 }, closedBy: 'us', end: { by: 'us' } });
    });
  }

  t.test('a pause in the middle', async (t) => {
    const path = join(folder, 'paused');
    const content = { seed: 'paused', size: 100_000 };
    const paused = await upload({ path, content, pause: { after: 40_000, milliseconds: 300 } });
    t.equal(paused.result, 'ok');
    t.ok(paused.milliseconds >= 300);
    t.ok(readFileSync(path).equals(contentOf(content)));
  });

  t.test('as another client', async (t) => {
    const path = join(folder, 'pscp');
    const ident = 'SSH-2.0-PuTTY_Release_0.78';
    const sent = await upload({ path, content: { text: 'abc' }, ident, flags: ['-v'] });
    t.match(sent, { result: 'ok', command: `scp -v -t ${path}`, login: { clientIdent: ident } });
  });

  t.test('who is not let in', async (t) => {
    const path = join(folder, 'refused');
    const content = { text: 'abc' };
    const wrong = await upload({ path, content, password: 'another1', tries: [{ method: 'password' }] });
    t.match(wrong, { result: 'failed', login: { outcome: 'refused' }, messages: [] });
    t.equal(wrong.command, undefined);
    const nobody = await upload({ path, content, tries: [{ method: 'none' }] });
    t.match(nobody, { result: 'failed', login: { outcome: 'refused' } });
  });

  t.test('no password stands on a tape', (t) => {
    t.notMatch(tapes.text('scp-client'), account.password);
    t.end();
  });
});

t.test('an SSH server that runs no commands', { skip: whyNoAccount() }, async (t) => {
  const port = await startSshd(t, {
    account,
    configuration: [
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group14-sha1',
      'Ciphers aes128-cbc',
      'MACs hmac-sha1',
      'PasswordAuthentication yes',
      'UsePAM no',
      'ForceCommand echo Privilege denied.',
    ],
  });
  const clock = new TestClock();
  const client = openScpClient({
    reach: { host, port },
    remoteShell: { host, port: 514 },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(account),
    openTape: new TestTapes().open,
    clock,
  });
  t.teardown(() => client.close());
  const { observation } = await client.call('upload', { path: 'x', content: { text: '' } }, clock.in(20_000));
  t.match(observation, { result: 'failed', exec: 'granted', closedBy: 'device' });
  t.same(observation.messages, [{ by: 'device', kind: 'other', text: 'Privilege denied.' }]);
});

t.test('the port of remote shell', async (t) => {
  const server = createServer((socket) => socket.destroy()).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = openScpClient({
    reach: { host, port: 1 },
    remoteShell: { host, port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(account),
    openTape: new TestTapes().open,
    clock: new TestClock(),
  });
  t.teardown(() => client.close());
  const ask = async () => (await client.call('remote-shell', null, { at: 0 })).observation.answer;
  t.equal(await ask(), 'taken');
  server.close();
  await once(server, 'close');
  t.equal(await ask(), 'refused');
});

t.test('a host without a server', async (t) => {
  const clock = new TestClock();
  const client = openScpClient({
    reach: { host, port: 1 },
    remoteShell: { host, port: 514 },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(account),
    openTape: new TestTapes().open,
    clock,
  });
  t.teardown(() => client.close());
  const { observation } = await client.call('download', { path: 'x' }, clock.in(20_000));
  t.match(observation, { result: 'failed', login: { outcome: 'unreachable' }, messages: [] });
});

t.test(
  'what a server complains of is one fact, in however many pieces it comes',
  { skip: whyNoAccount() },
  async (t) => {
    const port = await startSshd(t, {
      account,
      configuration: [
        ...asOfOldSwitches,
        `ForceCommand for word in a b c d e f g h; do /bin/echo -n $word >&2; done; exit 1`,
      ],
    });
    const clock = new TestClock();
    const tapes = new TestTapes();
    const client = openScpClient({
      reach: { host, port },
      remoteShell: { host, port: 514 },
      names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
      account: accountOf(account),
      openTape: tapes.open,
      clock,
    });
    t.teardown(() => client.close());
    const { observation, spans } = await client.call('download', { path: '/none' }, clock.in(20_000));
    t.match(observation, { stderr: 'abcdefgh' });
    t.equal(tapes.read(spans, 'scp-client').split('scp-stderr').length, 2);
  },
);
