import t from 'tap';
import { passwordInHand } from '../../../virtual-switch/aaa/login-attempt.ts';
import { aSwitch } from '../a-switch.ts';

t.test('show ip ssh: the two lines of the guide, then key size and key', async (t) => {
  const { send, device } = await aSwitch();
  const shown = await send('show ip ssh');
  t.match(
    shown,
    /^show ip ssh\nSSH Enabled - version 1\.99\nAuthentication timeout: 120 secs; Authentication retries: 3\nMinimum expected Diffie Hellman key size : 1024 bits\nIOS Keys in SECSH format\(ssh-rsa, base64 encoded\):\nssh-rsa AAAA\S+\n\S+\n\S+\nSwitch#$/,
  );
  const lines = shown.split('\n').slice(5, -1);
  t.ok(
    lines.slice(0, -1).every((line) => line.length === 80),
    'key lines are 80 columns wide',
  );
  const blob = Buffer.from(lines.join('').replace('ssh-rsa ', ''), 'base64');
  const { n } = device.keys.all[0]?.privateKey.export({ format: 'jwk' }) ?? {};
  t.ok(blob.includes(Buffer.from(n ?? 'missing', 'base64url')), 'it is the key in use');
});

t.test('show ip ssh follows what is configured', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  for (const [command, line] of [
    ['ip ssh version 1', 'SSH Enabled - version 1.5'],
    ['ip ssh version 2', 'SSH Enabled - version 2.0'],
    ['no ip ssh version', 'SSH Enabled - version 1.99'],
    ['ip ssh time-out 60', 'Authentication timeout: 60 secs; Authentication retries: 3'],
    ['ip ssh authentication-retries 2', 'Authentication timeout: 60 secs; Authentication retries: 2'],
    ['no ip ssh time-out', 'Authentication timeout: 120 secs; Authentication retries: 2'],
    ['ip ssh dh min size 4096', 'key size : 4096 bits'],
  ] as const) {
    await send(command);
    t.match(await send('do show ip ssh'), line, command);
  }
});

t.test('limits: time-out 1 to 120, retries 0 to 5, version 1 and 2 and never nothing', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  for (const bad of [
    'time-out 0',
    'time-out 121',
    'authentication-retries 6',
    'version 3',
    'dh min size 1536',
  ]) {
    t.match(await send(`ip ssh ${bad}`), "% Invalid input detected at '^' marker.", bad);
  }
  for (const good of ['time-out 1', 'time-out 120', 'authentication-retries 0', 'authentication-retries 5']) {
    t.equal(await send(`ip ssh ${good}`), `ip ssh ${good}\nSwitch(config)#`);
  }
  t.match(await send('ip ssh version'), '% Incomplete command.');
});

t.test('the key in use: keypair-name and no other, the first that was generated, self-signed', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  t.match(device.ssh.key?.name, /^TP-self-signed/);
  await send('ip domain-name example.com');
  await send('crypto key generate rsa modulus 768');
  t.equal(device.ssh.key?.name, 'Switch.example.com');
  await send('ip ssh rsa keypair-name sshkeys');
  t.equal(device.ssh.key, undefined);
  t.equal(device.ssh.settings(), undefined, 'SSH is down while the named pair is missing');
  await send('crypto key generate rsa label sshkeys modulus 768');
  t.equal(device.ssh.key?.name, 'sshkeys');
  await send('no ip ssh rsa keypair-name');
  await send('hostname other');
  t.equal(device.ssh.key?.name, 'Switch.example.com', 'the first, whatever the host is called since');
});

t.test('what the server greets and serves follows the version', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const served = () => [device.ssh.settings()?.ident, device.ssh.settings()?.protocolVersions];
  t.same(served(), ['SSH-1.99-Cisco-1.25', [1, 2]]);
  await send('ip ssh version 1');
  t.same(served(), ['SSH-1.5-Cisco-1.25', [1]]);
  await send('ip ssh version 2');
  t.same(served(), ['SSH-2.0-Cisco-1.25', [2]]);
});

t.test('show ssh and show users without and with a session', async (t) => {
  const { send, device } = await aSwitch();
  t.equal(
    await send('show ssh'),
    'show ssh\n%No SSHv2 server connections running.\n%No SSHv1 server connections running.\nSwitch#',
  );
  const remote = { address: '127.0.3.10', port: 40000, localAddress: '192.0.2.1', localPort: 22 };
  const line = device.ssh.takeLine(remote);
  t.ok(line);
  if (!line) return;
  const used = { cipher: 'aes256-cbc', mac: 'hmac-sha1' };
  device.ssh.sessionChanged(line, {
    version: 2,
    username: 'admin',
    state: 'Session started',
    in: used,
    out: used,
    remote,
  });
  t.equal(
    await send('show ssh'),
    `show ssh
Connection Version Mode Encryption  Hmac         State                 Username
0          2.0     IN   aes256-cbc  hmac-sha1    Session started       admin
0          2.0     OUT  aes256-cbc  hmac-sha1    Session started       admin
%No SSHv1 server connections running.
Switch#`,
    'as in show-ssh--tp4-gns3--1',
  );
  const output = await new Promise<string>((resolve) => {
    device.ssh.runCommand(line, 'admin', 'show users', resolve);
  });
  t.match(output, /\n\* {2}2 vty 0 {5}admin {6}idle {17}00:00:00 127\.0\.3\.10\r\n/);
  device.ssh.sessionChanged(line, undefined);
  line.release();
  t.match(await send('show ssh'), '%No SSHv2');
});

t.test('a vty takes SSH as its transport and its users say', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const remote = { address: '127.0.3.10', port: 40000, localAddress: '192.0.2.1', localPort: 22 };
  const line = device.ssh.takeLine(remote);
  if (!line) throw new Error('no vty');
  await send('username u1 secret Right1');
  t.notOk(
    await device.ssh.authenticate(line, 'u1', passwordInHand('Right1')),
    'login without local asks for no user',
  );
  await send('line vty 0 15');
  await send('login local');
  t.ok(await device.ssh.authenticate(line, 'u1', passwordInHand('Right1')));
  t.notOk(await device.ssh.authenticate(line, 'u1', passwordInHand('wrong')));
  t.notOk(await device.ssh.authenticate(line, 'u2', passwordInHand('Right1')));
  line.release();
  await send('transport input telnet');
  t.equal(device.ssh.takeLine(remote), undefined);
  await send('transport input ssh');
  const taken = Array.from({ length: 16 }, () => device.ssh.takeLine(remote));
  t.ok(taken.every((one) => one !== undefined));
  t.equal(device.ssh.takeLine(remote), undefined, 'all sixteen are busy');
});
