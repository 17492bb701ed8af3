import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { ciphers, FakeHost, user } from './fake-host.ts';
import { OpenSsh, whyNoOpenSsh } from './openssh.ts';

/**
 * OpenSSH's client against the SSH server alone: what takes more output than a switch prints, or a look behind the
 * wire. What it sees of the whole switch is in ../openssh.test.ts.
 */

const skip = whyNoOpenSsh();
const { password } = user;

async function lab(t: Test): Promise<{ host: FakeHost; ssh: OpenSsh }> {
  const host = new FakeHost();
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  const ssh = new OpenSsh(server);
  t.teardown(async () => {
    await server.close();
    ssh.remove();
  });
  return { host, ssh };
}

t.test('as much output as there is comes through', { skip }, async (t) => {
  const { host, ssh } = await lab(t);
  const text = `${'0123456789abcdef'.repeat(4)}\n`.repeat(60_000);
  host.output = () => text;
  const run = await ssh.run({ password }, 'show tech');
  t.equal(run.stdout.length, text.length - 1, 'all of 3.9 MB');
  t.ok(run.stdout === text.trimEnd(), 'and unaltered');
  await host.until(() => host.linesTaken === 0);
  t.equal(host.states.at(-1), undefined, 'nothing is left of the session');
  t.equal(host.clock.busyCount, 0, 'nor anything that would hold the clock');
});

t.test('a client that rekeys every 64 kB gets its output unaltered', { skip }, async (t) => {
  const { host, ssh } = await lab(t);
  const text = readFileSync(new URL('../../../virtual-switch/ssh/connection.ts', import.meta.url), 'latin1');
  const output = text.repeat(Math.ceil(4_000_000 / text.length));
  host.output = () => output;
  for (const cipher of ['aes128-ctr', '3des-cbc']) {
    t.ok(ciphers.includes(cipher));
    const options = ['RekeyLimit=64K', 'KexAlgorithms=diffie-hellman-group1-sha1', `Ciphers=${cipher}`];
    const run = await ssh.run({ password, options, flags: ['-v'] }, 'show tech');
    const exchanges = run.stderr.match(/SSH2_MSG_NEWKEYS received/g)?.length ?? 0;
    t.ok(exchanges > 1, `${cipher}: keys were made anew: ${exchanges} exchanges`);
    t.ok(run.stdout === output.trimEnd(), 'and the output is the same');
  }
});
