import t, { type Test } from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { openSshv1Client } from '../../../drivers/ssh1/sshv1-client.ts';
import { decodeMessage } from '../../../virtual-switch/snmp/message.ts';
import { TestClock, TestTapes } from '../../drivers/ssh/fake-bench.ts';
import { lab, snmpSwitch } from '../snmp/snmp-switch.ts';

/** The whole switch, as a session of version 1 finds it. */
async function withClient(t: Test, ...configuration: readonly string[]) {
  const add = [
    'snmp-server enable traps tty',
    `snmp-server host ${lab.listener} public tty`,
    ...configuration,
  ];
  const made = await snmpSwitch({ add: `${add.join('\n')}\n` });
  const clock = new TestClock();
  const tapes = new TestTapes();
  const reach = { host: made.ssh.host, port: made.ssh.port, localAddress: '127.0.3.10' };
  const client = openSshv1Client({
    reach,
    names: { client: lab.client, server: { address: lab.management, port: 22 } },
    account: { username: 'alice', password: new Secret('password', 'Right1'), privilege: 15 },
    enableSecret: new Secret('enable', 'Unused1'),
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => client.close());
  const login = async () => (await client.call('login', {}, clock.in(9000))).observation;
  return { ...made, client, clock, tapes, login };
}

t.test('banners, the tables, and the trap at the end', async (t) => {
  const s = await withClient(t, 'banner login #Login text#', 'banner motd #Motd text#');
  const seen = await s.login();
  t.match(seen, { outcome: 'authenticated', textBeforeAuthentication: '', serverKeyBits: 768 });
  const session = seen.session ?? 0;
  await s.client.call('shell', { session }, s.clock.in(9000));
  t.match(s.tapes.text(`sshv1-client/${session}`), /^\r?\nMotd text/);
  t.match(await s.output('show ssh'), /^0 +1\.5 +3DES +Session started +alice$/m);
  t.match(await s.output('show users'), new RegExp(`^ +2 vty 0 +alice +idle .*${lab.client}$`, 'm'));
  const beside = await s.login();
  t.equal(beside.session, 2, 'another beside it');
  t.match(await s.output('show ssh'), /^1 +1\.5 +3DES +Session open +alice$/m);
  await s.client.call('logout', { session: 2 }, s.clock.in(9000));
  await s.client.call('shell.execute', { session, command: 'exit' }, s.clock.in(9000));
  await s.client.call('ended', { session }, s.clock.in(9000));
  await s.pass(200);
  await s.traps.count(2);
  const users = s.traps.all.map(({ bytes }) => {
    const { pdu } = decodeMessage(bytes);
    const last = pdu.varbinds.at(-1)?.value;
    return last !== undefined && 'value' in last ? last.value : undefined;
  });
  t.same(users, ['alice', 'alice'], 'one trap each, of whose session it was');
  t.match(await s.output('show ssh'), /%No SSHv2 .*\n%No SSHv1 /);
});

t.test('clear line ends a session', async (t) => {
  const s = await withClient(t);
  const { session = 0 } = await s.login();
  await s.client.call('shell', { session }, s.clock.in(9000));
  await s.send('clear line vty 0');
  await s.send('');
  const { observation } = await s.client.call('ended', { session }, s.clock.in(9000));
  t.same(observation.end, { by: 'server' });
  while (s.device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
  t.match(await s.login(), { outcome: 'authenticated' }, 'and the line is free');
});

t.test('what is configured decides for the next session', async (t) => {
  const s = await withClient(t);
  await s.configure('ip ssh version 2');
  t.match(await s.login(), { outcome: 'protocol-mismatch', ident: 'SSH-2.0-Cisco-1.25' });
  await s.configure('ip ssh version 1');
  const open = await s.login();
  t.match(open, { outcome: 'authenticated', ident: 'SSH-1.5-Cisco-1.25' });
  await s.configure('ip ssh version 2');
  const { observation } = await s.client.call('shell', { session: open.session ?? 0 }, s.clock.in(9000));
  t.match(observation, { mode: 'privileged-exec' }, 'a session that is open goes on');
});
