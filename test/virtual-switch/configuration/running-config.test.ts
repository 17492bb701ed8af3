import t from 'tap';
import { configurationText } from '../../../virtual-switch/configuration/running-config.ts';
import { loadConfiguration } from '../../../virtual-switch/configuration/load.ts';
import { aSwitch } from '../a-switch.ts';

/** Without what a new switch makes anew: its certificate, and when it was changed. */
const comparable = (text: string) =>
  text.replaceAll(/^ {2}[0-9A-F]{1,8}(?: [0-9A-F]{1,8})* ?$\n/gm, '').replace(/^! Last conf.*\n!\n/m, '');

const rich = `hostname core-1
ip domain-name example.com
enable secret 5 $1$abcd$SjhQf.NTXPo3ffnBq.vF90
username cisco privilege 15 secret 5 $1$abcd$SjhQf.NTXPo3ffnBq.vF90
username lab password 0 lab123
no ip domain-lookup
logging buffered 65536
no logging console
ip ssh time-out 60
ip ssh authentication-retries 2
ip ssh version 2
ip ssh dh min size 2048
ip ssh rsa keypair-name sshkeys
ip ssh logging events
ip ssh source-interface Vlan1
ip ssh rekey time 30
interface GigabitEthernet0/0
 vrf forwarding Mgmt-vrf
 ip address 192.0.2.1 255.255.255.0
interface GigabitEthernet1/0/3
 description to the lab
 switchport access vlan 20
 switchport mode access
interface Vlan20
 ip address 198.51.100.1 255.255.255.0
ip route vrf Mgmt-vrf 0.0.0.0 0.0.0.0 192.0.2.254
banner login ^C
Authorized use only
^C
line con 0
 exec-timeout 0 0
 logging synchronous
line vty 0 4
 login local
 transport input ssh
line vty 7
 access-class 10 in
`;

t.test('the factory state is that of a 3650', async (t) => {
  const { device } = await aSwitch();
  const text = device.runningConfig();
  t.match(text, /^Building configuration\.\.\.\n\nCurrent configuration : \d+ bytes\n!\nversion 15\.0\n/);
  for (const block of [
    'hostname Switch\n',
    'vrf definition Mgmt-vrf\n !\n address-family ipv4\n exit-address-family\n !\n address-family ipv6\n exit-address-family\n!\n',
    'switch 1 provision ws-c3650-24ts\n',
    'interface GigabitEthernet0/0\n vrf forwarding Mgmt-vrf\n no ip address\n negotiation auto\n!\n',
    'interface GigabitEthernet1/0/24\n!\n',
    ' rsakeypair TP-self-signed-',
    'line con 0\n stopbits 1\nline aux 0\n stopbits 1\nline vty 0 4\n login\nline vty 5 15\n login\n',
  ]) {
    t.ok(text.includes(block), block);
  }
  t.notMatch(text, 'ip ssh');
  const size = Number(/: (\d+) bytes/.exec(text)?.[1]);
  t.equal(text.slice(text.indexOf('\n!\n') + 1).length, size, 'the size is that of what follows');
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('spanning-tree') || line.startsWith('diag'));
  t.equal(new Set(lines).size, lines.length, 'no line twice');
});

t.test('what is shown can be loaded again and shows the same', async (t) => {
  const first = await aSwitch();
  t.same(await loadConfiguration(first.device, rich), []);
  const shown = configurationText(first.device);
  for (const line of rich.split('\n')) t.ok(shown.includes(`${line}\n`), line);
  const second = await aSwitch({ startup: shown });
  t.equal(comparable(configurationText(second.device)), comparable(shown));
});

t.test('no takes back what was set', async (t) => {
  const { device } = await aSwitch();
  const before = configurationText(device);
  const settings = ['ip domain-name x.com', 'ip ssh time-out 60', 'ip ssh authentication-retries 1', 'ip ssh version 2',
    'ip ssh dh min size 4096', 'ip ssh rsa keypair-name k', 'ip ssh logging events', 'enable secret abc', 'username u secret x',
    'ip ssh rekey volume 500', 'logging buffered 8192', 'hostname abc']; // prettier-ignore
  await loadConfiguration(device, settings.join('\n'));
  t.not(configurationText(device), before);
  await loadConfiguration(
    device,
    settings.map((line) => `no ${line.replace(/ buffered 8192/, ' buffered')}`).join('\n'),
  );
  await loadConfiguration(device, 'logging buffered 4096\nno ip ssh version');
  t.equal(configurationText(device), before);
});

t.test('a line that is no command is named', async (t) => {
  const { device } = await aSwitch();
  const rejected = await loadConfiguration(device, 'hostname a1\nspeling mistake\nip ssh version 3\n');
  t.match(rejected, [
    { line: 2, text: 'speling mistake', reason: /Invalid input/ },
    { line: 3, text: 'ip ssh version 3', reason: /Invalid input/ },
  ]);
  t.equal(device.configuration.hostname, 'a1');
});

t.test('write memory and copy save it', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  await send('no logging console');
  await send('hostname saved');
  await send('end');
  t.match(
    await send('write memory'),
    /^write memory\nBuilding configuration\.\.\.\nCompressed configuration from \d+ bytes to \d+ bytes\[OK\]\nsaved#$/,
  );
  t.match(device.startupConfiguration, 'hostname saved');
  t.match(await send('copy running-config startup-config'), 'Destination filename [startup-config]? ');
  t.match(await send(''), /^\nBuilding configuration\.\.\.\nCompressed .*\[OK\]\nsaved#$/);
});

t.test('exec-timeout: ten minutes are the default and not shown, and `no` means never', async (t) => {
  const { send } = await aSwitch();
  const shown = async (command: string): Promise<string> => {
    for (const line of ['configure terminal', 'line con 0', command, 'end']) await send(line);
    return await send('show running-config | include exec-timeout');
  };
  t.match(await shown('exec-timeout 5'), '\n exec-timeout 5 0\n');
  t.notMatch(await shown('exec-timeout 10'), '\n exec-timeout');
  t.match(await shown('no exec-timeout'), '\n exec-timeout 0 0\n');
  t.notMatch(await shown('exec-timeout 10 0'), '\n exec-timeout');
});
