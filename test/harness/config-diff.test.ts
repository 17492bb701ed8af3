import t from 'tap';
import { configLines, describeDiff, diffConfig, undoing } from '../../harness/config-diff.ts';

const baseline = [
  'Building configuration...',
  '',
  'Current configuration : 1234 bytes',
  '!',
  '! Last configuration change at 10:00:00 UTC Mon Mar 1 1993',
  'hostname Switch',
  '!',
  'interface GigabitEthernet0/0',
  ' vrf forwarding Mgmt-vrf',
  ' ip address 192.0.2.1 255.255.255.0',
  '!',
  'crypto pki certificate chain TP-self-signed-1',
  ' certificate self-signed 01',
  '  3082022B 30820194 A0030201 02020101',
  '  ABCDEF',
  '  \tquit',
  'line vty 0 4',
  ' login local',
  ' transport input ssh',
  'end',
];

t.test('lines keep the sections that they stand in, and volatile lines do not count', async (t) => {
  const lines = configLines(baseline);
  t.match(
    lines.find(({ text }) => text === 'login local'),
    { parents: ['line vty 0 4'] },
  );
  t.notOk(lines.some(({ text }) => /bytes|Last configuration|3082022B|^end$/.test(text)));
});

t.test('nothing differs from itself, nor from itself with another key body and size', async (t) => {
  const again = baseline.map((line) => line.replace('3082022B', '30820233').replace('1234', '1240'));
  t.same(diffConfig(configLines(baseline), configLines(again)), { added: [], removed: [] });
});

t.test('a line that was added goes, a line that was taken away comes back in its section', async (t) => {
  const now = [
    ...baseline.filter((line) => line !== ' login local'),
    'ip domain-name example.com',
    'no ip http server',
  ];
  const diff = diffConfig(configLines(baseline), configLines(now));
  t.same(undoing(diff), [
    ['no ip domain-name example.com'],
    ['ip http server'],
    ['line vty 0 4', 'login local'],
  ]);
  t.same(describeDiff(diff), [
    '- line vty 0 4 / login local',
    '+ ip domain-name example.com',
    '+ no ip http server',
  ]);
});

t.test('a name that was changed is typed again, not taken away', async (t) => {
  const now = baseline.map((line) => line.replace('hostname Switch', 'hostname cisco7200'));
  t.same(undoing(diffConfig(configLines(baseline), configLines(now))), [['hostname Switch']]);
});

t.test('where `no` would be a setting of its own, the default is typed', async (t) => {
  const now = baseline.map((line) => (line === ' login local' ? ' exec-timeout 0 30\n login local' : line));
  const diff = diffConfig(configLines(baseline), configLines(now.join('\n').split('\n')));
  t.same(undoing(diff), [['line vty 0 4', 'exec-timeout 10 0']]);
});

t.test('messages to syslog servers go to their default, and never to none', async (t) => {
  for (const added of ['logging trap debugging', 'no logging trap']) {
    const now = [...baseline, added];
    t.same(undoing(diffConfig(configLines(baseline), configLines(now))), [['logging trap informational']]);
  }
  const before = configLines([...baseline, 'logging trap errors']);
  const now = configLines([...baseline, 'logging trap debugging']);
  t.same(undoing(diffConfig(before, now)), [['logging trap errors']]);
});

t.test(
  'a password or key goes by the name of its command, and one that was there is typed again',
  async (t) => {
    const keys = ['enable password', 'tacacs-server key', 'radius-server key'];
    for (const command of keys) {
      const now = configLines([...baseline, `${command} Quux56781234abcd`]);
      t.same(undoing(diffConfig(configLines(baseline), now)), [[`no ${command}`]]);
      const before = configLines([...baseline, `${command} 7 0822455D0A16`]);
      t.same(undoing(diffConfig(before, now)), [[`${command} 7 0822455D0A16`]]);
    }
    const ofLine = baseline.map((line) =>
      line === ' login local' ? ' password Quux5678\n login local' : line,
    );
    const diff = diffConfig(configLines(baseline), configLines(ofLine.join('\n').split('\n')));
    t.same(undoing(diff), [['line vty 0 4', 'no password']]);
    const aes = configLines([...baseline, 'password encryption aes']);
    t.same(undoing(diffConfig(configLines(baseline), aes)), [['no password encryption aes']]);
  },
);

t.test('what stands under a section that goes, goes with it', async (t) => {
  const now = [...baseline, 'vrf definition red', ' rd 1:1'];
  t.same(undoing(diffConfig(configLines(baseline), configLines(now))), [['no vrf definition red']]);
});

t.test('the body of a banner counts, and stands under its banner', async (t) => {
  const withBanner = (body: string): string[] => [...baseline, 'banner login ^C', body, '^C'];
  const diff = diffConfig(configLines(withBanner('Authorised only')), configLines(withBanner('Everybody')));
  t.same(describeDiff(diff), ['- banner login ^C / Authorised only', '+ banner login ^C / Everybody']);
});

t.test(
  'AAA goes last, so that its lists can be taken away before; servers go without their keys',
  async (t) => {
    const host = 'radius-server host 198.51.100.50 auth-port 1650 acct-port 1651';
    const now = [
      ...baseline,
      'aaa new-model',
      'aaa group server tacacs+ LAB',
      ' server name LAB',
      'aaa authentication login default group LAB',
      'tacacs-server host 198.51.100.49 port 9000 key 7 0822455D0A16',
      'tacacs-server key 7 0822455D0A16',
      'tacacs server LAB',
      ' address ipv4 198.51.100.49',
      ' key 7 0822455D0A16',
      `${host} key 7 0822455D0A16`,
      'line con 0',
      ' login authentication CONSOLE',
    ];
    t.same(undoing(diffConfig(configLines(baseline), configLines(now))), [
      ['no aaa authentication login default group LAB'],
      ['no line con 0'],
      ['no aaa group server tacacs+ LAB'],
      ['no tacacs-server host 198.51.100.49'],
      ['no tacacs-server key'],
      ['no tacacs server LAB'],
      [`no ${host}`],
      ['no aaa new-model'],
    ]);
  },
);

t.test('a shared key that was changed is typed again', async (t) => {
  const before = [...baseline, 'tacacs-server key one'];
  const diff = diffConfig(configLines(before), configLines([...baseline, 'tacacs-server key other']));
  t.same(undoing(diff), [['tacacs-server key one']]);
});
