import t from 'tap';
import { host, startSshd, whyNoAccount } from '../../drivers/ssh/an-sshd.ts';
import { aClientSwitch } from './a-client-switch.ts';

/** The switch's client against the server of OpenSSH, which nobody of us wrote. */

const ciphers = [
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
];
const macs = ['hmac-md5', 'hmac-md5-96', 'hmac-sha1', 'hmac-sha1-96'];
const exchanges = [
  'diffie-hellman-group-exchange-sha1',
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group1-sha1',
];
const account = { name: 'remote', password: 'hiddenInTests1' };

t.test('the client logs in to the server of OpenSSH', { skip: whyNoAccount() }, async (t) => {
  const port = await startSshd(t, {
    account,
    configuration: [
      'HostKeyAlgorithms ssh-rsa',
      `KexAlgorithms ${exchanges.join(',')}`,
      `Ciphers ${ciphers.join(',')}`,
      `MACs ${macs.join(',')}`,
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication no',
      'UsePAM no',
      'PrintMotd no',
      'PrintLastLog no',
    ],
  });
  const lab = await aClientSwitch(t, { servers: [{ address: '198.51.100.20', port, host }] });

  for (const cipher of ciphers) {
    t.test(`with ${cipher}, and runs a command`, async (t) => {
      const seen = await lab.command(
        `ssh -v 2 -c ${cipher} -l ${account.name} 198.51.100.20 echo is it $((40 + 2))`,
        account.password,
      );
      t.match(seen, /is it 42\n\n\[Connection to 198\.51\.100\.20 closed by foreign host\]\nSwitch#$/);
    });
  }
  for (const mac of macs) {
    t.test(`with ${mac}, and runs a command`, async (t) => {
      const seen = await lab.command(
        `ssh -v 2 -m ${mac} -l ${account.name} 198.51.100.20 echo is it $((40 + 2))`,
        account.password,
      );
      t.match(seen, /is it 42\n\n\[Connection to 198\.51\.100\.20 closed by foreign host\]\nSwitch#$/);
    });
  }

  t.test('and has a shell with a terminal there, key by key', async (t) => {
    await lab.until(`ssh -l ${account.name} 198.51.100.20\r`, /Password: $/);
    await lab.until(`${account.password}\r`, /\$ $/);
    t.match(await lab.until('tty; stty size\r', /\d+ \d+\r?\n.*\$ $/s), /pts\/\d+\n24 80\n/);
    const seen = await lab.until('exit\r', /Switch#$/);
    t.match(seen, /\[Connection to 198\.51\.100\.20 closed by foreign host\]\nSwitch#$/);
  });
});

t.test('a release of today logs in to OpenSSH as it comes', { skip: whyNoAccount() }, async (t) => {
  const port = await startSshd(t, {
    account,
    configuration: ['KbdInteractiveAuthentication no', 'UsePAM no', 'PrintMotd no', 'PrintLastLog no'],
  });
  const lab = await aClientSwitch(t, {
    release: '17.12',
    servers: [{ address: '198.51.100.20', port, host }],
  });
  const login = `ssh -l ${account.name} 198.51.100.20 echo is it $((40 + 2))`;
  t.match(await lab.command(login, account.password), /is it 42\n/);
  t.match(await lab.command(`ssh -v 1 -l ${account.name} 198.51.100.20`), /% Invalid input/);
  await lab.configure(
    'ip ssh client algorithm encryption aes256-ctr',
    'ip ssh client algorithm mac hmac-sha2-256-etm@openssh.com',
    'ip ssh client algorithm kex diffie-hellman-group16-sha512',
  );
  t.match(await lab.command(login, account.password), /is it 42\n/);
  await lab.configure('ip ssh client algorithm encryption aes256-cbc');
  t.match(await lab.command(`ssh -l ${account.name} 198.51.100.20`), /aborted: error status 0/);
  t.match(lab.device.syslog.buffered.join('\n'), 'No matching cipher found: client aes256-cbc server ');
});
