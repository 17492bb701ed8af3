import t from 'tap';
import { loadConfiguration } from '../../../virtual-switch/configuration/load.ts';
import { aSwitch } from '../a-switch.ts';

t.test('ip ssh version: both, but for 17.x', async (t) => {
  for (const release of ['03.02SE', '16.12']) {
    const { send } = await aSwitch({ release, at: 'config' });
    t.equal(await send('ip ssh version 1'), 'ip ssh version 1\nSwitch(config)#', release);
    t.match(await send('do show ip ssh'), 'SSH Enabled - version 1.5', release);
  }
  const { send, device } = await aSwitch({ release: '17.x', at: 'config' });
  t.match(await send('ip ssh version 1'), "% Invalid input detected at '^' marker.");
  t.equal(await send('ip ssh version 2'), 'ip ssh version 2\nSwitch(config)#');
  t.match(await send('no ip ssh version 2'), '\nno ip ssh version 2 is not supported \n', 'with the blank');
  t.match(await send('do show ip ssh'), 'SSH Enabled - version 2.0');
  t.notMatch(device.runningConfig(), 'ip ssh version');
  t.equal(device.ssh.settings()?.ident, 'SSH-2.0-Cisco-1.25');
});

t.test('sizes of groups', async (t) => {
  for (const [release, taken, refused] of [
    ['03.06E', ['1024', '2048', '4096'], ['1536']],
    ['16.12', ['1024', '2048', '4096'], ['3072']],
    ['17.x', ['2048', '4096'], ['1024']],
  ] as const) {
    const { device } = await aSwitch({ release });
    for (const bits of taken) {
      t.same(await loadConfiguration(device, `ip ssh dh min size ${bits}`), [], `${release}, ${bits}`);
      t.equal(device.ssh.settings()?.dhMinBits, Number(bits));
    }
    for (const bits of refused) {
      t.match(await loadConfiguration(device, `ip ssh dh min size ${bits}`), [{ reason: /Invalid input/ }]);
    }
  }
});

t.test('ip ssh server algorithm comes with 3.6E, its kex with 16.3', async (t) => {
  const encryption = 'ip ssh server algorithm encryption aes256-ctr 3des-cbc';
  const kex = 'ip ssh server algorithm kex diffie-hellman-group14-sha1';
  for (const [release, takes] of [
    ['03.03SE', []],
    ['03.07E', [encryption]],
    ['16.3', [encryption, kex]],
    ['17.x', [encryption, kex]],
  ] as const) {
    const { device } = await aSwitch({ release });
    for (const command of [encryption, kex]) {
      const rejected = await loadConfiguration(device, command);
      t.equal(
        rejected.length,
        (takes as readonly string[]).includes(command) ? 0 : 1,
        `${release}: ${command}`,
      );
    }
  }
});

t.test('a list of algorithms: in the order typed, offered, shown, and taken back', async (t) => {
  const { send, device } = await aSwitch({ release: '16.12', at: 'config' });
  await send('ip ssh server algorithm mac hmac-sha1 hmac-sha2-512');
  await send('ip ssh server algorithm authentication keyboard');
  t.same(device.ssh.settings()?.macs, ['hmac-sha1', 'hmac-sha2-512']);
  t.same(device.ssh.settings()?.authenticationMethods, ['keyboard-interactive']);
  const shown = await send('do show ip ssh');
  t.match(shown, '\nMAC Algorithms:hmac-sha1,hmac-sha2-512\n');
  t.match(shown, '\nAuthentication methods:keyboard-interactive\n');
  t.match(
    await send('ip ssh server algorithm mac hmac-sha2-512 hmac-sha2-512'),
    '% Invalid input',
    'each once',
  );
  t.match(await send('ip ssh server algorithm mac'), '% Incomplete command.');
  await send('no ip ssh server algorithm mac');
  await send('no ip ssh server algorithm authentication keyboard');
  t.equal(device.ssh.settings()?.macs.length, 4);
  t.notMatch(device.runningConfig(), 'ip ssh server');
  await send('ip ssh client algorithm mac hmac-sha1');
  t.match(device.runningConfig(), '\nip ssh client algorithm mac hmac-sha1\n');
});

t.test('line numbers: an aux line comes before the vtys of a 3650, and a C9300 has none', async (t) => {
  for (const [release, number] of [
    ['16.12', 2],
    ['17.x', 1],
  ] as const) {
    const { device } = await aSwitch({ release });
    t.equal(device.vtys[0]?.number, number, release);
  }
});

t.test('16.12 logs who has logged in', async (t) => {
  const { device } = await aSwitch({
    release: '16.12',
    startup:
      'login on-success log\nusername u1 secret 5 $1$abcd$SjhQf.NTXPo3ffnBq.vF90\nline vty 0 4\n login local\n',
  });
  const remote = { address: '192.0.2.10', port: 40000, localAddress: '192.0.2.1', localPort: 22 };
  const line = device.ssh.takeLine(remote);
  if (line === undefined) throw new Error('no vty');
  await new Promise<string>((resolve) => device.ssh.runCommand(line, 'u1', 'show clock', resolve));
  t.match(
    device.syslog.buffered.at(-1),
    /%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success \[user: u1\] \[Source: 192\.0\.2\.10\] \[localport: 22\] at \d\d:\d\d:\d\d UTC \w{3} \w{3} \d+ \d{4}$/,
  );
});
