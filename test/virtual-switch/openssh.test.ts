import t from 'tap';
import { ciphers, exchanges, macs, user } from './ssh/fake-host.ts';
import { openSshOnTheSwitch } from './ssh/openssh-switch.ts';
import { type OpenSsh, twoAtOnce, whyNoOpenSsh } from './ssh/openssh.ts';

/** A second opinion on the switch's SSH: OpenSSH's client against the virtual switch as a process. */

const skip = whyNoOpenSsh();
const { password } = user;
const methods = ['password', 'keyboard-interactive'];

t.test('the OpenSSH client logs in', { skip }, async (t) => {
  const ssh = await openSshOnTheSwitch(t);

  for (const method of methods) {
    t.test(`with ${method}`, async (t) => {
      const options = [`PreferredAuthentications=${method}`];
      const run = await ssh.run({ password, options, flags: ['-v'] }, 'show privilege');
      t.equal(run.stdout.trim(), 'Current privilege level is 1');
      t.match(run.stderr, new RegExp(`Authenticated to 127\\.0\\.2\\.1 .*using "${method}"`));
      t.match(run.stderr, /closed by remote host/, 'and it is the switch that hangs up');
      t.equal(run.exitCode, 0);
    });

    t.test(`with a wrong password, by ${method}`, async (t) => {
      const options = [`PreferredAuthentications=${method}`];
      const run = await ssh.run({ password: `${password}0`, options }, 'show privilege');
      t.match(run.stderr, 'Permission denied (publickey,keyboard-interactive,password)');
      t.equal(run.stdout, '');
      t.equal(run.exitCode, 255);
      t.match(
        await logOf(ssh),
        /%SSH-5-SSH2_USERAUTH: User '' authentication for SSH2 Session from 192\.0\.2\.10 \(tty = 0\) using .* Failed/,
        'the log of the switch has it, without the name of who was not let in',
      );
    });
  }

  t.test('and sees itself among the users', async (t) => {
    const { stdout } = await ssh.run({ password }, 'show users');
    const rows = stdout.split(/\r?\n/).filter((row) => row.includes('vty'));
    t.equal(rows.length, 1, 'alone: the lines of the sessions before are free again');
    t.match(
      rows[0],
      /^\* +2 vty 0 +cisco +idle +00:00:00 192\.0\.2\.10$/,
      'on the first vty, from its address',
    );
  });

  t.test('and has a shell on a terminal', async (t) => {
    const run = await ssh.run({ password, flags: ['-tt'], input: 'show privilege\rexit\r' });
    t.match(run.stdout, /Switch>show privilege\r?\nCurrent privilege level is 1\r?\nSwitch>exit/);
    t.match(run.stderr, /Connection to \S+ closed/);
  });

  t.test('two sessions at once have a vty each', async (t) => {
    const first = ssh.session({ password, flags: ['-tt'] });
    await first.sees('Switch>');
    const { stdout } = await ssh.run({ password }, 'show users');
    t.match(stdout, /^ {3}2 vty 0 +cisco .*\r?\n\* {2}3 vty 1 +cisco /m);
    first.type('exit\r');
    await first.ended;
  });

  t.test('the channel of -L is refused and the session lives on', async (t) => {
    const session = ssh.session({ password, flags: ['-tt'], forwardTo: '192.0.2.9:7' });
    await session.sees('Switch>');
    await session.useForward();
    await session.seesOnStderr('open failed: administratively prohibited');
    session.type('show privilege\r');
    await session.sees('Current privilege level is 1');
    session.type('exit\r');
    t.match((await session.ended).stdout, /Current privilege level is 1\r?\nSwitch>exit/);
    const alone = await ssh.run({ password, flags: ['-W', '192.0.2.9:7'] });
    t.match(alone.stderr, 'open failed: administratively prohibited', 'also where it is the only channel');
  });

  t.test('-R and sftp are refused', async (t) => {
    const run = await ssh.run({ password, flags: ['-v', '-R', '0:127.0.0.1:9'] }, 'show privilege');
    t.match(run.stderr, /remote forward failure|remote port forwarding failed/);
    t.match(run.stdout, 'Current privilege level is 1', 'and the session lives on');
    const sftp = await ssh.run({ password, flags: ['-s'] }, 'sftp');
    t.match(sftp.stderr, /subsystem request failed/);
  });

  t.test('-C connects with compression none', async (t) => {
    const run = await ssh.run({ password, flags: ['-C', '-v'] }, 'show privilege');
    t.match(run.stdout, 'Current privilege level is 1');
    t.match(run.stderr, /kex: server->client cipher: \S+ MAC: \S+ compression: none/);
    t.match(run.stderr, /kex: client->server cipher: \S+ MAC: \S+ compression: none/);
  });

  t.test('is offered what the switch has, and nothing else', async (t) => {
    const { stderr } = await ssh.run({ password, flags: ['-vv'] }, 'show privilege');
    t.match(stderr, /remote software version Cisco-1\.25/);
    t.match(stderr, /Remote protocol version 1\.99/);
    const offer = stderr.slice(stderr.indexOf('peer server KEXINIT proposal'));
    const offered = (what: string): string[] | undefined =>
      new RegExp(`${what}: (.*?)\\r?\\n`).exec(offer)?.[1]?.split(',').sort();
    t.same(offered('KEX algorithms'), [...exchanges].sort());
    t.same(offered('host key algorithms'), ['ssh-rsa']);
    for (const way of ['ctos', 'stoc']) {
      t.same(offered(`ciphers ${way}`), [...ciphers].sort());
      t.same(offered(`MACs ${way}`), [...macs].sort());
      t.same(offered(`compression ${way}`), ['none']);
    }
    t.notMatch(stderr, 'SSH2_MSG_EXT_INFO received');
  });
});

t.test('with every cipher and MAC of the guide, by either method', { skip }, async (t) => {
  const ssh = await openSshOnTheSwitch(t);
  const logins = methods.flatMap((method) =>
    ciphers.flatMap((cipher) => macs.map((mac) => ({ method, cipher, mac }))),
  );
  t.equal(logins.length, 2 * 7 * 4);
  await twoAtOnce(logins, async ({ method, cipher, mac }) => {
    const options = [`Ciphers=${cipher}`, `MACs=${mac}`, `PreferredAuthentications=${method}`];
    const run = await ssh.run({ password, options, flags: ['-v'] }, 'show ssh');
    const negotiated = `server->client cipher: ${cipher} MAC: ${mac} compression: none`;
    const row = (mode: string): RegExp =>
      new RegExp(`^\\d+ +2\\.0 +${mode} +${cipher} +${mac} +Session started +cisco\\r?$`, 'm');
    t.match(run.stderr, negotiated);
    t.match(run.stderr, `using "${method}"`);
    t.match(run.stdout, row('IN'), `show ssh has ${cipher} ${mac}, by ${method}`);
    t.match(run.stdout, row('OUT'));
    t.equal(run.exitCode, 0);
  });
});

t.test('with every key exchange of the guide, by either method', { skip }, async (t) => {
  const ssh = await openSshOnTheSwitch(t);
  const logins = methods.flatMap((method) => exchanges.map((kex) => ({ method, kex })));
  t.equal(logins.length, 2 * 3);
  await twoAtOnce(logins, async ({ method, kex }) => {
    const options = [`KexAlgorithms=${kex}`, `PreferredAuthentications=${method}`];
    const run = await ssh.run({ password, options, flags: ['-v'] }, 'show privilege');
    t.equal(run.stdout.trim(), 'Current privilege level is 1', `${kex}, by ${method}`);
    t.match(run.stderr, `kex: algorithm: ${kex}`);
    const groups = run.stderr.includes('SSH2_MSG_KEX_DH_GEX_REPLY received');
    t.equal(groups, kex === 'diffie-hellman-group-exchange-sha1');
  });
});

t.test('with version 1 only it is refused, and refuses', { skip }, async (t) => {
  const ssh = await openSshOnTheSwitch(t, 'ip ssh version 1');
  const run = await ssh.run({ password }, 'show privilege');
  t.match(run.stderr, 'Protocol major versions differ: 2 vs. 1');
  t.equal(run.exitCode, 255);
});

t.test('with version 2 only and a banner', { skip }, async (t) => {
  const ssh = await openSshOnTheSwitch(t, 'ip ssh version 2', 'banner login ^CAuthorized use only^C');
  const run = await ssh.run({ password, flags: ['-v'] }, 'show privilege');
  t.match(run.stderr, 'Remote protocol version 2.0, remote software version Cisco-1.25');
  t.match(run.stdout, 'Current privilege level is 1');
  const banner = run.stderr.indexOf('Authorized use only');
  t.ok(banner > 0 && banner < run.stderr.indexOf('Authenticated to'), 'before the password is asked for');

  const options = ['Ciphers=chacha20-poly1305@openssh.com'];
  const stranger = await ssh.run({ password, options }, 'show privilege');
  t.match(stranger.stderr, 'no matching cipher found. Their offer: ', 'a client with other ciphers only');
  await t.resolveMatch(
    logOf(ssh),
    /%SSH-3-NO_MATCH: No matching cipher found: client chacha20-poly1305@openssh\.com server \S*aes128-ctr/,
  );
});

async function logOf(ssh: OpenSsh): Promise<string> {
  return (await ssh.run({ password }, 'show logging')).stdout;
}
