import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { bindTrapListener } from '../../drivers/snmp/trap-listener.ts';
import { readySchema } from '../../protocols/lab-clock.ts';
import { TestClock, TestTapes } from '../drivers/ssh/fake-bench.ts';
import { hasProgram, startSnmptrapd } from '../support/snmptrapd.ts';
import { start } from './a-process.ts';
import { OpenSsh, whyNoOpenSsh } from './ssh/openssh.ts';

const skip = (await hasProgram('snmptrapd'))
  ? whyNoOpenSsh()
  : 'snmptrapd is not here: apt-get install snmptrapd';

/** The switch of the default bench, in the words that its owner would type; two hosts get its traps. */
const startup = `hostname Switch
username lab privilege 15 password Quux56781234abcd
interface Vlan1
 ip address 198.51.100.1 255.255.255.0
snmp-server enable traps tty
snmp-server host 198.51.100.10 public tty
snmp-server host 198.51.100.11 public tty
line vty 0 15
 login local
 transport input ssh
end
`;

t.test(
  'sessions of OpenSSH that end together: our listener and snmptrapd read the same of the same traps',
  { skip },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'startup-config');
    writeFileSync(file, startup);
    const daemon = await startSnmptrapd({ host: '127.0.5.11', communities: ['public'] });
    t.teardown(() => daemon.stop());
    const bound = await bindTrapListener({ host: '127.0.5.10', port: 0 });
    const { child, next, ended } = start(
      t,
      ...['--startup-config', file, '--baud', '115200'],
      ...['--bind', '192.0.2.1:22=127.0.2.1:0', '--bind', '198.51.100.1:161=127.0.4.1:0'],
      ...['--route', '192.0.2.10:0=127.0.3.10:0'],
      ...['--route', `198.51.100.10:162=127.0.5.10:${bound.port}`],
      ...['--route', `198.51.100.11:162=127.0.5.11:${daemon.port}`],
    );
    const clock = new TestClock();
    const listener = bound.open({
      openTape: new TestTapes().open,
      clock,
      nameOf: (real) => (real === '127.0.4.1' ? '198.51.100.1' : real),
      agent: { host: '127.0.4.1', port: 9 },
    });
    t.teardown(() => listener.close());
    const ready = readySchema.parse(JSON.parse(await next()));
    const [address = '', port = ''] = ready.binds['192.0.2.1:22']?.split(':') ?? [];

    const ssh = new OpenSsh({ address, port: Number(port) }, ['BindAddress=127.0.3.10']);
    t.teardown(() => ssh.remove());
    const sessions = [1, 2].map(() =>
      ssh.session({ password: 'Quux56781234abcd', flags: ['-tt', '-l', 'lab'] }),
    );
    await Promise.all(sessions.map((session) => session.sees('Switch#')));
    for (const session of sessions) session.type('exit\r');
    await Promise.all(sessions.map((session) => session.ended));

    const until = { notification: 'tcpConnectionClose', count: 2 };
    const { observation } = await listener.call('traps', { since: 0, until }, clock.in(10_000));
    const logged = await daemon.atLeast(2);
    t.equal(observation.traps.length, 2);
    t.equal(logged.length, 2);
    const remotes = observation.traps.map(({ message }) => message?.session?.remote);
    t.equal(new Set(remotes.map((remote) => remote?.port)).size, 2, 'each of a session of its own');
    t.ok(remotes.every((remote) => remote?.address === '192.0.2.10'));
    for (const { message, malformed, sender } of observation.traps) {
      t.same(malformed, []);
      t.equal(sender.address, '198.51.100.1');
      const same = logged.find(({ varbinds }) => varbinds[1]?.oid === message?.varbinds[1]?.oid);
      t.same(
        same?.varbinds.map(({ oid, value }) => [oid, value]),
        message?.varbinds.map(({ oid, value }) => [oid, String(value)]),
        'the same variables in the same order, with the same values',
      );
      t.match(same, { version: 'v1', pdu: 'trap', principal: 'public', sender: '127.0.4.1' });
      t.match(same?.v1, { enterprise: '1.3.6.1.4.1.9', generic: 6, specific: 1, upTime: message?.upTime });
      t.equal(same?.v1?.agentAddress, message?.v1?.agentAddress);
    }
    child.stdin?.end();
    t.equal(await ended, 0);
  },
);
