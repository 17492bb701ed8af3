import { connect } from 'node:net';
import { execa, execaSync } from 'execa';
import t from 'tap';
import { tacacsFaults } from '../../../bench/tacacs-server.ts';
import { authenStatus } from '../../../protocols/tacacs/numbers.ts';
import { account, aTacacsServer, key, logIn } from './a-tacacs-server.ts';

const missing = (program: string, args: readonly string[]): boolean =>
  execaSync(program, args, { reject: false }).failed;

t.test('a login, right and wrong', async (t) => {
  const { service, exchanges } = await aTacacsServer(t);
  const right = await logIn(service.port, 'cisco', [account.password]);
  t.strictSame(right.said, [
    { text: 'Password: ', echo: false, status: authenStatus.getPass },
    { text: '', echo: true, status: authenStatus.pass },
  ]);
  t.equal((await logIn(service.port, 'cisco', ['nonsense'])).status, authenStatus.fail);
  t.equal((await logIn(service.port, 'nobody', ['x'])).status, authenStatus.fail);
  const named = await logIn(service.port, '', ['cisco', account.password]);
  t.equal(named.status, authenStatus.pass);
  t.match(named.said[0], { text: 'Username: ', echo: true, status: authenStatus.getUser });
  t.match(await exchanges(), [
    {
      ...{ kind: 'authentication', user: 'cisco', action: 'login', type: 'ascii', service: 'login' },
      ...{ port: 'tty2', remoteAddress: '192.0.2.10', door: 'service', result: 'pass' },
      turns: [{ text: 'Password: ', echo: false, asked: 'password', answer: 'right' }],
    },
    { result: 'fail', turns: [{ answer: 'wrong' }] },
    { user: 'nobody', result: 'fail' },
    { user: 'cisco', result: 'pass', turns: [{ asked: 'user' }, { answer: 'right' }] },
  ]);
});

t.test('guide page 41: a blank password begins a change', async (t) => {
  const { service, exchanges } = await aTacacsServer(t, {
    accounts: [{ ...account, change: { onBlank: true } }],
  });
  const { said, status } = await logIn(service.port, 'cisco', ['', account.password, 'new1', 'new1']);
  t.strictSame(
    said.map(({ text }) => text),
    ['Password: ', 'Old Password: ', 'New Password: ', 'Re-enter New password: ', ''],
  );
  t.ok(said.slice(0, -1).every(({ echo }) => !echo));
  t.equal(status, authenStatus.pass);
  t.equal((await logIn(service.port, 'cisco', [account.password])).status, authenStatus.fail, 'the old one');
  t.equal((await logIn(service.port, 'cisco', ['new1'])).status, authenStatus.pass, 'the new one');
  const seen = await exchanges();
  t.strictSame(
    seen.map(({ passwordChanged }) => passwordChanged),
    [true, false, false],
  );
  t.strictSame(
    seen[0]?.turns.map(({ answer }) => answer),
    ['blank', 'right', 'right', 'right'],
  );
});

t.test('guide page 41: an expired password, and two new ones that differ', async (t) => {
  const { service } = await aTacacsServer(t, { accounts: [{ ...account, change: { afterLogins: 0 } }] });
  const { said, status } = await logIn(service.port, 'cisco', [
    ...[account.password, 'new1', 'new2'],
    ...['new1', 'new1'],
  ]);
  t.strictSame(
    said.map(({ text }) => text),
    [
      'Password: ',
      'Your password has expired.\nEnter a new one now.\nNew Password: ',
      'Re-enter New password: ',
      'The New and Re-entered passwords have to be the same.\nTry again.\nNew Password: ',
      'Re-enter New password: ',
      '',
    ],
  );
  t.equal(status, authenStatus.pass);
  const again = await logIn(service.port, 'cisco', ['new1']);
  t.equal(again.said.length, 2, 'it does not ask again');
});

t.test('guide page 42: three logins, and a new password at the fourth', async (t) => {
  const { service } = await aTacacsServer(t, { accounts: [{ ...account, change: { afterLogins: 3 } }] });
  for (const login of [1, 2, 3]) {
    const { said, status } = await logIn(service.port, 'cisco', [account.password]);
    t.equal(status, authenStatus.pass, `login ${login}`);
    t.equal(said.length, 2, 'nothing else is asked');
  }
  const fourth = await logIn(service.port, 'cisco', [account.password, 'new1', 'new1']);
  t.match(fourth.said[1]?.text, /^Your password has expired\./);
  t.equal((await logIn(service.port, 'cisco', ['new1'])).status, authenStatus.pass);
});

t.test('questions with texts and echo of their own, and a challenge that is good once', async (t) => {
  const questions = [
    { text: 'Name of your first switch? ', echo: true, answer: 'blue' },
    { text: 'PIN: ', echo: false, answer: '12 34' },
  ];
  const challenges = [{ text: 'otp-md5 499 ke1234\nResponse: ', echo: true, answer: 'GAG SOLO' }];
  const { service } = await aTacacsServer(t, {
    accounts: [
      { ...account, questions },
      { username: 'token', password: 'unused1', challenges },
    ],
  });
  const asked = await logIn(service.port, 'cisco', ['blue', '12 34']);
  t.match(asked.said, [
    { text: questions[0]?.text, echo: true, status: authenStatus.getData },
    { text: questions[1]?.text, echo: false, status: authenStatus.getData },
    { status: authenStatus.pass },
  ]);
  t.equal((await logIn(service.port, 'cisco', ['blue', '12  34'])).status, authenStatus.fail);
  t.equal((await logIn(service.port, 'token', ['GAG SOLO'])).status, authenStatus.pass);
  t.equal((await logIn(service.port, 'token', ['GAG SOLO'])).status, authenStatus.fail, 'replayed');
});

t.test('another key, other bytes, and every misbehaviour', async (t) => {
  const { service, exchanges, call } = await aTacacsServer(t);
  t.equal((await logIn(service.port, 'cisco', [account.password], 'another key')).status, undefined);
  t.match(await exchanges(), [{ kind: 'unreadable', detail: /another key\?$/ }]);
  for (const fault of tacacsFaults) {
    const { position } = await call('listen', { key, accounts: [account], fault });
    if (fault === 'silence') {
      const socket = connect({ host: '127.0.6.49', port: service.port });
      socket.once('connect', () => socket.end());
      await new Promise((resolve) => socket.once('close', resolve));
      continue;
    }
    const { status } = await logIn(service.port, 'cisco', [account.password]);
    t.not(status, authenStatus.pass, fault);
    const [seen] = await exchanges(position);
    t.match(seen, { kind: 'authentication', user: 'cisco', turns: [] }, fault);
  }
});

t.test('the other port is a server of its own, and a closed one refuses', async (t) => {
  const { service, other, call, exchanges } = await aTacacsServer(t);
  await call('listen', { door: 'other-port', key, accounts: [{ ...account, password: 'another1' }] });
  t.equal((await logIn(other.port, 'cisco', ['another1'])).status, authenStatus.pass);
  t.equal((await logIn(service.port, 'cisco', ['another1'])).status, authenStatus.fail);
  t.strictSame(
    (await exchanges()).map(({ door }) => door),
    ['other-port', 'service'],
  );
  await call('close', null);
  await t.rejects(logIn(service.port, 'cisco', []), { code: 'ECONNREFUSED' });
});

t.test('no secret stands in the recording', async (t) => {
  const { service, tapes, exchanges } = await aTacacsServer(t);
  await logIn(service.port, 'cisco', [account.password]);
  await exchanges();
  const text = tapes.read([{ pco: 'tacacs-server', from: 0, to: 1_000_000 }], 'tacacs-server');
  for (const secret of [account.password, key]) {
    for (const form of ['utf8', 'hex', 'base64'] as const)
      t.notMatch(text, Buffer.from(secret).toString(form), `${form} of a secret`);
  }
});

t.test(
  'Debian’s Authen::TacacsPlus logs in, and is refused',
  { skip: missing('perl', ['-MAuthen::TacacsPlus', '-e1']) && 'libauthen-tacacsplus-perl is not here' },
  async (t) => {
    const { service, exchanges } = await aTacacsServer(t);
    const program = `use Authen::TacacsPlus;
      my ($key, $user, $password, $type) = @ARGV;
      my $tac = Authen::TacacsPlus->new(Host => '127.0.6.49', Port => ${service.port}, Key => $key, Timeout => 3) or die;
      print $tac->authen($user, $password, $type) ? 'pass' : 'fail';
      $tac->close;`;
    const run = async (...args: string[]): Promise<string> =>
      (await execa('perl', ['-e', program, '--', ...args], { reject: false })).stdout;
    const [ascii, pap] = ['1', '2'];
    for (const type of [ascii, pap]) {
      t.equal(await run(key, 'cisco', account.password, type), 'pass', `type ${type}`);
      t.equal(await run(key, 'cisco', 'nonsense', type), 'fail', `type ${type}, wrong password`);
    }
    t.equal(await run('another key', 'cisco', account.password, ascii), 'fail', 'wrong key');
    t.match(await exchanges(), [
      { type: 'ascii', result: 'pass' },
      { type: 'ascii', result: 'fail' },
      { type: 'pap', result: 'pass' },
      { type: 'pap', result: 'fail' },
      { kind: 'unreadable' },
    ]);
  },
);

t.test(
  'Wireshark decrypts and dissects every packet',
  { skip: (missing('tshark', ['-v']) || missing('text2pcap', ['-v'])) && 'tshark is not here' },
  async (t) => {
    const { service } = await aTacacsServer(t, { accounts: [{ ...account, change: { onBlank: true } }] });
    const { packets } = await logIn(service.port, 'cisco', ['', account.password, 'new1', 'new1']);
    const file = `${t.testdir({})}/login.pcap`;
    const input = packets.map((packet) => `0000 ${packet.toString('hex').replace(/../g, '$& ')}\n`).join('');
    await execa('text2pcap', ['-q', '-T', '40000,49', '-', file], { input });
    const decoded = ['-r', file, '-d', 'tcp.port==49,tacplus', '-o', `tacplus.key:${key}`];
    const { stdout } = await execa('tshark', [...decoded, '-V']);
    for (const text of ['Password: ', 'Old Password: ', 'New Password: ', 'Re-enter New password: ', 'cisco'])
      t.match(stdout, text);
    t.match(stdout, account.password, 'decrypted with the key');
    const { stdout: wrong } = await execa('tshark', [...decoded, '-Y', '_ws.malformed']);
    t.equal(wrong, '', 'nothing is malformed');
  },
);
