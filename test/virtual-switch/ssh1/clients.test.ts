import t, { type Test } from 'tap';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { aSshSwitch } from '../ssh/a-ssh-switch.ts';
import { defaults, FakeHost, hostKey, user } from '../ssh/fake-host.ts';
import { OpenSsh, whyNoOpenSsh } from '../ssh/openssh.ts';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { serverKeyBits, ServerKey } from '../../../virtual-switch/ssh1/server-key.ts';
import { Plink, Ssh1, whyNoPlink, whyNoSsh1 } from './clients.ts';

/** The switch's version 1 with two clients that are not ours: PuTTY's plink and OpenSSH 7.5 as Debian's ssh1. */

const skip = whyNoPlink() || whyNoSsh1();

async function lab(t: Test, settings: ConstructorParameters<typeof FakeHost>[0] = {}) {
  const host = new FakeHost(settings);
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  const plink = new Plink(server, settings.hostKey ?? hostKey);
  const ssh1 = new Ssh1(server);
  const openssh = new OpenSsh(server);
  t.teardown(async () => {
    for (const client of [plink, ssh1, openssh]) client.remove();
    await server.close();
  });
  return { host, plink, ssh1, openssh };
}

t.test('login and shell on the switch itself', { skip }, async (t) => {
  const { device, server, lines } = await aSshSwitch(t);
  const { key } = device.ssh;
  const plink = new Plink(server, key?.privateKey ?? hostKey);
  const ssh1 = new Ssh1(server);
  t.teardown(() => plink.remove());
  t.teardown(() => ssh1.remove());
  const input = 'show ssh\rshow users\rexit\r';
  for (const [login, cipher] of [
    [() => plink.run({ version: 1, flags: ['-t'], input }), '3DES'],
    [() => ssh1.run({ version: 1, flags: ['-tt'], input }), '3DES'],
    [() => ssh1.run({ version: 1, flags: ['-tt', '-c', 'des'], input }), 'DES'],
  ] as const) {
    const run = await login();
    // The client may be gone before the switch has seen its end.
    while (device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
    t.match(run.stdout, new RegExp(`^0 +1\\.5 +${cipher} +Session started +${user.name}`, 'm'));
    t.match(run.stdout, /^%No SSHv2 server connections running\./m);
    t.match(run.stdout, new RegExp(`^\\* +2 vty 0 +${user.name} +idle`, 'm'));
    t.equal(run.exitCode, 0, 'and it leaves in peace');
    const log = lines().join('\n');
    t.match(log, new RegExp(`%SSH-5-SSH_SESSION: SSH Session request .* '${cipher}' Succeeded`));
    t.match(
      log,
      new RegExp(`%SSH-5-SSH_CLOSE: .* for user '${user.name}' using crypto cipher '${cipher}' closed`),
    );
  }
});

t.test('wrong passwords', { skip }, async (t) => {
  const { host, plink, ssh1 } = await lab(t);
  const once = await plink.run({ version: 1, password: 'not it' });
  t.match(once.stderr, /password was not accepted/);
  t.equal(once.exitCode, 1);
  const asked = await ssh1.run({ version: 1, password: 'not it' });
  t.equal(asked.stderr.match(/Permission denied/g)?.length, 3, 'as often as the client asks');
  t.equal(asked.exitCode, 255);
  await host.until(() => host.linesTaken === 0);
  const more = await ssh1.run({ version: 1, password: 'not it', flags: ['-o', 'NumberOfPasswordPrompts=9'] });
  t.equal(more.stderr.match(/Permission denied/g)?.length, 3, 'and then the switch has enough');
  t.match(more.stderr, /Too many authentication failures/);
});

t.test('a command is answered with a failure, which ends these clients', { skip }, async (t) => {
  const { host, plink, ssh1 } = await lab(t);
  const first = await plink.run({ version: 1, command: 'show clock' });
  t.match(first.stderr, /SSH1_SMSG_FAILURE/);
  t.equal(first.stdout, '');
  const second = await ssh1.run({ version: 1, command: 'show clock' });
  t.equal(second.stdout, '');
  t.equal(second.exitCode, 255);
  await host.until(() => host.linesTaken === 0);
});

t.test('forwarding, compression and X11 are refused and the shell comes', { skip }, async (t) => {
  const { host, plink, ssh1 } = await lab(t);
  const input = 'show clock\rexit\r';
  const flags = ['-tt', '-C', '-R', '8022:192.0.2.9:7', '-A'];
  const run = await ssh1.run({ version: 1, flags, input });
  t.match(run.stdout, /ran show clock/);
  t.match(run.stderr, /refused|Warning: remote port forwarding/i);
  const other = await plink.run({
    version: 1,
    flags: ['-t', '-C', '-R', '8022:192.0.2.9:7', '-A', '-X'],
    input,
  });
  t.match(other.stdout, /ran show clock/);
  await host.until(() => host.linesTaken === 0);
});

t.test('much output', { skip }, async (t) => {
  const { host, plink, ssh1 } = await lab(t);
  const output = '0123456789abcdef\r\n'.repeat(20_000);
  host.output = () => output;
  for (const run of [
    await plink.run({ version: 1, flags: ['-t'], input: 'show\rexit\r' }),
    await ssh1.run({ version: 1, flags: ['-tt'], input: 'show\rexit\r' }),
  ]) {
    t.ok(run.stdout.includes(output), 'all of it, unaltered');
    t.equal(run.exitCode, 0);
  }
});

t.test('every identification string with every client', { skip: skip || whyNoOpenSsh() }, async (t) => {
  const { password } = user;
  const input = 'exit\r';
  for (const { ident, protocolVersions, served } of [
    { ident: 'SSH-1.99-Cisco-1.25', protocolVersions: [1, 2], served: [2, 1, 2, 1] },
    { ident: 'SSH-2.0-Cisco-1.25', protocolVersions: [2], served: [2, 0, 2, 0] },
    { ident: 'SSH-1.5-Cisco-1.25', protocolVersions: [1], served: [0, 1, 0, 1] },
  ] as const) {
    const { host, plink, ssh1, openssh } = await lab(t, { ident, protocolVersions });
    const clients = [
      ['OpenSSH', () => openssh.run({ password, flags: ['-tt'], input })],
      ['ssh1 -1', () => ssh1.run({ version: 1, flags: ['-tt'], input })],
      ['plink', () => plink.run({ flags: ['-t'], input })],
      ['plink -1', () => plink.run({ version: 1, flags: ['-t'], input })],
    ] as const;
    for (const [index, [name, run]] of clients.entries()) {
      const expected = served[index] ?? 0;
      const { stderr } = await run();
      await host.until(() => host.linesTaken === 0);
      const seen = host.states.find((state) => state !== undefined)?.version ?? 0;
      host.states.length = 0;
      t.equal(seen, expected, `${ident}, ${name}: ${expected === 0 ? 'refused' : `version ${expected}`}`);
      if (expected === 0) t.match(stderr, /differ|required|not provided|rotocol/, 'and the client says why');
    }
  }
});

t.test('host keys of any size', { skip }, async (t) => {
  for (const bits of [512, 768, 1024, 2048]) {
    const key: KeyObject = generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
    const serverKeys = new ServerKey();
    const version1 = { ...defaults.version1, serverKey: () => serverKeys.for(key) };
    const { plink, ssh1 } = await lab(t, {
      hostKey: key,
      version1: { ciphers: ['3des'], grants: () => false, ...version1 },
    });
    const input = 'show clock\rexit\r';
    const label = `host key of ${bits} bits, server key of ${serverKeyBits(bits)}`;
    t.match(
      (await plink.run({ version: 1, flags: ['-t'], input })).stdout,
      /ran show clock/,
      `plink, ${label}`,
    );
    t.match(
      (await ssh1.run({ version: 1, flags: ['-tt'], input })).stdout,
      /ran show clock/,
      `ssh1, ${label}`,
    );
  }
});
