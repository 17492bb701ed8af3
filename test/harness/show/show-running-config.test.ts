import t from 'tap';
import { parseShowRunningConfig } from '../../../harness/show/show-running-config.ts';
import { linesOf, transcripts, withoutTranscripts } from './transcripts.ts';

const whole = [
  'Building configuration...',
  '',
  'Current configuration : 1234 bytes',
  '!',
  'hostname cisco7200',
  '!',
  'username user1 privilege 15 secret 5 $1$mask',
  'username user2 password 0 lab',
  'ip domain-name example.com',
  'crypto pki certificate chain TP-self-signed-1',
  ' certificate self-signed 01',
  '  3082023E 308201A7',
  '  \tquit',
  'ip ssh time-out 60',
  'ip ssh pubkey-chain',
  '  username mhubbard',
  '   key-hash ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBEB',
  'banner login ^C',
  'hostname of nobody',
  '^C',
  'line vty 0 4',
  ' transport input ssh',
  'end',
];

t.test('lines stand under their parents, and the facts are found', (t) => {
  const shown = parseShowRunningConfig(whole);
  t.match(shown, {
    hostname: 'cisco7200',
    domainName: 'example.com',
    ipSsh: ['ip ssh time-out 60', 'ip ssh pubkey-chain'],
    users: [
      { name: 'user1', privilege: 15, kind: 'secret', type: 5 },
      { name: 'user2', privilege: 1, kind: 'password', type: 0 },
    ],
    banners: [{ line: 'banner login ^C', body: ['hostname of nobody'] }],
  });
  const parents = (text: string) => shown.lines.find((line) => line.text === text)?.parents;
  t.same(parents('transport input ssh'), ['line vty 0 4']);
  t.same(parents('key-hash ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBEB'), [
    'ip ssh pubkey-chain',
    'username mhubbard',
  ]);
  t.same(parents('quit'), ['crypto pki certificate chain TP-self-signed-1', 'certificate self-signed 01']);
  t.notOk(parents('hostname of nobody'), 'the body of a banner is no configuration');
  t.same(shown.unknown, ['Building configuration...', 'Current configuration : 1234 bytes', '!', '!', 'end']);
  t.end();
});

t.test('the newer spelling of the domain name', (t) => {
  t.equal(parseShowRunningConfig(['ip domain name example.com']).domainName, 'example.com');
  t.equal(parseShowRunningConfig(['ip domain name vrf Mgmt-vrf example.com']).domainName, 'example.com');
  t.end();
});

t.test('every transcript of show running-config', { skip: withoutTranscripts }, (t) => {
  const mine = (transcripts() ?? []).filter(({ command }) => command.startsWith('show running-config'));
  t.equal(mine.length, 26, 'number of files read');
  const read = new Map(mine.map(({ file }) => [file, parseShowRunningConfig(linesOf(file))]));
  const of = (file: string) => read.get(`show-running-config-${file}.txt`);
  t.same(of('include-ip-ssh--iol17-lab--2')?.ipSsh, [
    'ip ssh bulk-mode 131072',
    'ip ssh time-out 60',
    'ip ssh authentication-retries 2',
  ]);
  t.same(of('include-ip-ssh--rikosintie--1')?.ipSsh, [
    'ip ssh source-interface Vlan10',
    'ip ssh rsa keypair-name SSH-KEYS',
    'ip ssh version 2',
    'ip ssh dh min size 4096',
    'ip ssh server algorithm mac hmac-sha2-256 hmac-sha2-512',
    'ip ssh server algorithm encryption aes256-ctr aes192-ctr aes128-ctr',
    'ip ssh server algorithm kex diffie-hellman-group14-sha1',
  ]);
  t.same(of('ssh-part--se-57335-3850--1')?.ipSsh, ['ip ssh time-out 30', 'ip ssh version 2']);
  for (const file of ['ssh-part--utah-3650--1', 'ssh-part--utah-3650--2', 'ssh-part--utah-3850--1'])
    t.same(of(file)?.ipSsh, ['ip ssh version 2'], file);
  for (const file of ['line-part--qytang-3650--1', 'line-part--hackster-3850--1'])
    t.same(of(file)?.ipSsh, [], file);
  t.strictSame(of('aaa-username--genieparser--2')?.users, [
    { name: 'lab', privilege: 15, kind: 'password', type: 0 },
    { name: 'testuser1', privilege: 1, kind: 'password', type: 0 },
    { name: 'testuser2', privilege: 1, kind: 'password', type: 0 },
    { name: 'testuser3', privilege: 1, kind: 'secret', type: 9 },
    { name: 'testuser4', privilege: 1, kind: 'password', type: 0 },
    { name: 'testuser5', privilege: 1, kind: 'secret', type: 9 },
    { name: 'testuser6', privilege: 15, kind: 'secret', type: 9 },
  ]);
  t.strictSame(of('section-user--rikosintie--1')?.users, [
    { name: 'thubbard', privilege: 15, kind: 'secret', type: 9 },
    { name: 'mhubbard', privilege: 15, kind: 'secret', type: 9 },
  ]);
  t.match(of('line-part--gist-3850--1')?.banners, [{ body: [/^You Are Attempting.*STOP!$/] }]);
  const login = of('banner-part--utah-3650--1')?.banners;
  t.match(login, [{ line: 'banner login ^C' }]);
  t.equal(login?.[0]?.body.length, 16);
  t.match(login?.[0]?.body, { 1: 'sx2-3701SJHC-126-SJHC', 10: 'helpdesk@utah.edu', 12: 'DO NOT LOGIN' });
  t.end();
});

t.test('lines of transcripts stand where the device has them', { skip: withoutTranscripts }, (t) => {
  const under = (file: string, ...parents: string[]) =>
    parseShowRunningConfig(linesOf(`show-running-config-${file}.txt`))
      .lines.filter((line) => line.parents.join('>') === parents.join('>'))
      .map(({ text }) => text);
  t.same(under('line-part--qytang-3650--1', 'line vty 5 15'), ['login']);
  t.same(under('line-part--utah-3650--1', 'line vty 5 15'), [
    'access-class 199 in',
    'exec-timeout 30 0',
    'password 7 <masked>',
    'transport input ssh',
  ]);
  t.same(under('line-part--jounin-3850--1', 'line vty 5 15'), []);
  t.same(under('section-line-vty--iol17-lab--1', 'line vty 0 4'), [
    'exec-timeout 0 0',
    'login local',
    'transport input ssh',
  ]);
  t.same(under('section-line-vty--genielibs--1', 'line vty 5 14'), ['transport input telnet ssh']);
  t.same(under('scp-and-line-part--jounin-3850--1').at(-1), 'ip scp server enable');
  t.equal(under('trap-list--gist-3850--1').length, 73);
  t.same(under('line-part--gist-3850--1', 'line aux 0'), [
    'access-class 99 in',
    'exec-timeout 0 1',
    'no exec',
    'stopbits 1',
  ]);
  t.same(under('interface--devnet-csr--1', 'interface Loopback72'), [
    'description golang test script',
    'no ip address',
  ]);
  const chain = ['crypto pki certificate chain TP-self-signed-1199360277', 'certificate self-signed 01'];
  const certificate = under('self-signed-pki-part--utah-3650--1', ...chain);
  t.equal(certificate.length, 19, 'eighteen lines and quit');
  // `section` leaves out the lines `line vty`, and of the second file also `ip ssh pubkey-chain`
  t.same(under('section-ssh--rikosintie--1').slice(-2), ['transport input ssh', 'transport output ssh']);
  t.same(under('section-ssh--rikosintie--1', 'ip ssh pubkey-chain', 'username mhubbard').length, 2);
  t.same(under('section-user--rikosintie--1', 'username mhubbard').length, 2);
  t.same(under('section-user--rikosintie--1').slice(-1), ['username mhubbard']);
  t.end();
});

t.test('the two modes of ip ssh have lines of their own', (t) => {
  const { lines } = parseShowRunningConfig([
    'ip ssh pubkey-chain',
    '  username lab',
    'ip ssh server certificate profile',
    ' server',
    '  trustpoint sign lab',
  ]);
  t.same(
    lines.map(({ parents }) => parents.length),
    [0, 1, 0, 1, 2],
  );
  t.end();
});

t.test('the last line of a banner may end it', (t) => {
  const { banners, lines } = parseShowRunningConfig(['banner motd ^C', 'one', 'two^C', 'line con 0']);
  t.same(banners, [{ line: 'banner motd ^C', body: ['one', 'two'] }]);
  t.same(lines.at(-1), { parents: [], text: 'line con 0' });
  t.end();
});

t.test('the domain name of a VRF counts only where there is no other', (t) => {
  const shown = parseShowRunningConfig([
    'ip domain name vrf Mgmt-vrf mgmt.test',
    'ip domain name example.com',
  ]);
  t.equal(shown.domainName, 'example.com');
  t.end();
});

t.test('a log line is no configuration and nothing stands under it', (t) => {
  const log = '*Nov 22 10:59:46.603: %SYS-5-CONFIG_I: Configured from console by console';
  const shown = parseShowRunningConfig(['line vty 0 4', log, ' transport input ssh']);
  t.same(shown.lines.at(-1), { parents: ['line vty 0 4'], text: 'transport input ssh' });
  t.same(shown.unknown, [log]);
  t.end();
});
