import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import t from 'tap';
import { user } from './ssh/fake-host.ts';
import { sshSwitchProcess } from './ssh/ssh-switch-process.ts';
import { twoAtOnce } from './ssh/openssh.ts';

/** A second opinion on the switch's SSH: PuTTY's command line client against the virtual switch as a process. */

const { exitCode } = execaSync('plink', ['-V'], { reject: false });
const skip = exitCode === 0 ? false : 'plink is missing; on Debian: apt-get install putty-tools';

t.test('plink logs in and runs a command', { skip }, async (t) => {
  const device = await sshSwitchProcess(t, []);
  const home = mkdtempSync(join(tmpdir(), 'conform-plink-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  const plink = (password: string, hostKey: string, ...words: readonly string[]) =>
    execa(
      'plink',
      [
        ...['-ssh', '-2', '-batch', '-v', '-no-antispoof', '-P', String(device.port), '-l', user.name],
        ...['-pw', password, ...(hostKey === '' ? [] : ['-hostkey', hostKey])],
        ...placed(device.address, words),
      ],
      { reject: false, timeout: 30_000, input: '', env: { HOME: home } },
    );
  const { stderr } = await plink(user.password, '', 'show version');
  const hostKey = /SHA256:[A-Za-z0-9+/]{43}/.exec(stderr)?.[0] ?? '';
  t.not(hostKey, '', 'it shows the fingerprint of the key that it does not know yet');

  await twoAtOnce(['show privilege', 'show ssh'], async (command) => {
    const run = await plink(user.password, hostKey, command);
    t.match(run.stdout, command === 'show ssh' ? /Session started +cisco/ : 'Current privilege level is 1');
    t.match(run.stderr, 'Remote version: SSH-1.99-Cisco-1.25');
    const algorithms = /Initialised (\S+).* outbound encryption/.exec(run.stderr)?.[1] ?? '';
    t.match(algorithms, /^AES|^triple-DES|^Triple/i);
  });
  const wrong = await plink(`${user.password}0`, hostKey, 'show privilege');
  t.equal(wrong.stdout, '');
  t.not(wrong.exitCode, 0);

  const subsystem = await plink(user.password, hostKey, '-s', 'sftp');
  t.equal(subsystem.stdout, '', 'sftp is refused');
  const forwarded = await plink(user.password, hostKey, '-C', '-R', '8022:127.0.0.1:9', 'show privilege');
  t.match(forwarded.stdout, 'Current privilege level is 1', 'and neither -R nor -C ends the session');
  t.match(forwarded.stderr, /refused|failed/i);
  t.notMatch(forwarded.stderr, 'Initialised zlib');

  t.test('by each cipher and key exchange of the guide that PuTTY can be told to use', async (t) => {
    const sessions = join(home, '.putty', 'sessions');
    mkdirSync(sessions, { recursive: true });
    const exchanges = ['dh-gex-sha1', 'dh-group14-sha1', 'dh-group1-sha1'];
    const all = ['aes', '3des'].flatMap((cipher) => exchanges.map((kex) => ({ cipher, kex })));
    await twoAtOnce(all, async ({ cipher, kex }) => {
      const name = `${cipher}-${kex}`;
      writeFileSync(join(sessions, name), `Cipher=${cipher},WARN\nKEX=${kex},WARN\n`);
      const run = await plink(user.password, hostKey, '-load', name, 'show privilege');
      t.match(run.stdout, 'Current privilege level is 1', `${name}: ${run.stderr}`);
      t.match(run.stderr, cipher === 'aes' ? /AES-\d+ .*encryption/ : /triple-DES .*encryption/i, name);
    });
  });
});

/** Options stand before the host, a command behind it. */
function placed(host: string, words: readonly string[]): string[] {
  const command = words.length > 0 && !words.at(-1)?.startsWith('-') ? words.slice(-1) : [];
  return [...words.slice(0, words.length - command.length), host, ...command];
}
