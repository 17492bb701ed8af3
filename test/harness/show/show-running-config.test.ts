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
  t.equal(of('include-ip-ssh--rikosintie--1')?.ipSsh.length, 7);
  t.match(of('aaa-username--genieparser--2')?.users, [
    { name: 'lab', privilege: 15, kind: 'password', type: 0 },
    { name: 'testuser1', privilege: 1 },
    { name: 'testuser2', kind: 'password' },
    { name: 'testuser3', kind: 'secret', type: 9 },
    { name: 'testuser4' },
    { name: 'testuser5' },
    { name: 'testuser6', privilege: 15, kind: 'secret', type: 9 },
  ]);
  const vty = of('line-part--qytang-3650--1')?.lines.filter(({ parents }) => parents[0] === 'line vty 5 15');
  t.same(vty, [{ parents: ['line vty 5 15'], text: 'login' }]);
  t.match(of('banner-part--utah-3650--1')?.banners, [{ line: 'banner login ^C' }]);
  t.match(of('line-part--gist-3850--1')?.banners, [{ body: [/^You Are Attempting/] }]);
  t.end();
});
