import { execa } from 'execa';
import t from 'tap';
import { hasProgram, startSnmptrapd } from '../../support/snmptrapd.ts';
import type { LoggedTrap } from '../../support/snmptrapd-log.ts';
import { lab, type SnmpSwitch, snmpSwitch } from './snmp-switch.ts';

/** A second opinion on the agent and on the traps: Debian's net-snmp programs. */

const there =
  (await hasProgram('snmpget')) &&
  !(await execa('snmptrapd', ['-v'], { reject: false, stdin: 'ignore' })).failed;
const skip = !there && 'net-snmp is not here: apt-get install snmp snmptrapd';

const config = `snmp-server community public ro
snmp-server community secret rw
snmp-server community near ro 10
snmp-server community blind view nothing ro
access-list 10 permit 192.0.2.0 0.0.0.255
snmp-server location Lab 1
`;

async function asked(s: SnmpSwitch, program: string, version: string, community: string, ...rest: string[]) {
  const agent = `${s.agent.host}:${s.agent.port}`;
  const options = ['-On', '-m', '', '-t', '5', '-r', '0', `-v${version}`, '-c', community];
  // On its first run on a machine it says that it made its folder.
  const run = await execa(program, [...options, agent, ...rest], { reject: false, all: true });
  return run.all.replace(/^Created directory: .*\n/gm, '');
}

/** Whether a request gets no answer; it is not waited for as long as for one that should come. */
async function silent(s: SnmpSwitch, community: string): Promise<boolean> {
  const answer = await asked(s, 'snmpget', '2c', community, '-t', '0.5', '.1.3.6.1.2.1.1.5.0');
  return answer.includes('No Response');
}

t.test('snmpget, snmpgetnext, snmpwalk and snmpbulkget are answered', { skip }, async (t) => {
  const s = await snmpSwitch({ add: config });
  const session = await s.login('bob');
  const tuple = `${lab.management}.22.${lab.client}.${session.port}`;
  for (const version of ['1', '2c']) {
    t.equal(
      await asked(s, 'snmpget', version, 'public', '.1.3.6.1.2.1.1.5.0'),
      '.1.3.6.1.2.1.1.5.0 = STRING: "Switch"',
    );
    t.equal(
      await asked(s, 'snmpgetnext', version, 'public', '.1.3.6.1.2.1.1.5.0'),
      '.1.3.6.1.2.1.1.6.0 = STRING: "Lab 1"',
    );
    const walked = (await asked(s, 'snmpwalk', version, 'public', '.1.3.6.1')).split('\n');
    for (const line of [
      '.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.9.1.1745',
      `.1.3.6.1.2.1.6.13.1.1.${tuple} = INTEGER: 5`,
      `.1.3.6.1.2.1.6.13.1.4.${tuple} = IpAddress: ${lab.client}`,
      `.1.3.6.1.4.1.9.2.6.1.1.1.${tuple} = INTEGER: ${session.sent}`,
      `.1.3.6.1.4.1.9.2.6.1.1.2.${tuple} = INTEGER: ${session.received}`,
      '.1.3.6.1.4.1.9.2.9.2.1.18.2 = STRING: "bob"',
      '.1.3.6.1.4.1.9.2.9.3.1.1.2.1 = INTEGER: 6',
    ]) {
      t.ok(walked.includes(line), line);
    }
  }
  const bulk = await asked(
    s,
    'snmpbulkget',
    '2c',
    'public',
    '-Cn1',
    '-Cr2',
    '.1.3.6.1.2.1.1.4',
    '.1.3.6.1.2.1.1.5',
  );
  t.same(bulk.split('\n'), [
    '.1.3.6.1.2.1.1.4.0 = ""',
    '.1.3.6.1.2.1.1.5.0 = STRING: "Switch"',
    '.1.3.6.1.2.1.1.6.0 = STRING: "Lab 1"',
  ]);
  await session.exit();
  // The client sees the end before the switch does.
  while (s.device.ssh.sessions.length > 0) await s.pass(50);
  t.notMatch(await asked(s, 'snmpwalk', '2c', 'public', '.1.3.6.1.2.1.6'), tuple, 'gone with its session');
});

t.test('what it has not, cannot change and does not let in', { skip }, async (t) => {
  const s = await snmpSwitch({ add: config });
  t.match(await asked(s, 'snmpget', '2c', 'public', '.1.3.6.1.2.1.1.9.0'), 'No Such Object');
  t.match(await asked(s, 'snmpget', '2c', 'public', '.1.3.6.1.2.1.1.5.1'), 'No Such Instance');
  t.match(await asked(s, 'snmpget', '1', 'public', '.1.3.6.1.2.1.1.9.0'), 'noSuchName');
  t.match(await asked(s, 'snmpset', '2c', 'public', '.1.3.6.1.2.1.1.5.0', 's', 'x'), 'noAccess');
  t.match(await asked(s, 'snmpset', '2c', 'secret', '.1.3.6.1.2.1.1.5.0', 's', 'x'), 'notWritable');
  t.match(
    await asked(s, 'snmpget', '2c', 'blind', '.1.3.6.1.2.1.1.5.0'),
    'No Such Object',
    'a view that is not there',
  );
  t.ok(await silent(s, 'near'), 'not by the access list');
  s.terminal.output = '';
  t.ok(await silent(s, 'wrong'));
  await s.pass(100);
  t.match(s.terminal.output, '%SNMP-3-AUTHFAIL: Authentication failure for SNMP req from host 127.0.0.1');
  await s.configure('no snmp-server');
  t.ok(await silent(s, 'public'), 'the agent is off');
});

t.test('debug snmp packet shows a request and its answer', { skip }, async (t) => {
  const s = await snmpSwitch({ add: config });
  await s.send('debug snmp packet');
  await s.pass(100);
  s.terminal.output = '';
  await asked(s, 'snmpget', '2c', 'public', '.1.3.6.1.2.1.1.5.0');
  await s.pass(100);
  t.same(
    s.terminal.output
      .split(/[\r\n]+/)
      .filter((line) => /SNMP|=/.test(line))
      .map((line) => line.replace(/reqid \d+/, 'reqid N')),
    [
      'SNMP: Packet received via UDP from 127.0.0.1 on Vlan1',
      'SNMP: Get request, reqid N, errstat 0, erridx 0 ',
      ' system.5.0 = NULL TYPE/VALUE',
      'SNMP: Response, reqid N, errstat 0, erridx 0 ',
      ' system.5.0 = Switch',
      'SNMP: Packet sent via UDP to 127.0.0.1',
    ],
  );
});

t.test('snmptrapd reads the traps as they are meant', { skip }, async (t) => {
  const daemon = await startSnmptrapd({ host: '127.0.5.10', communities: ['public'] });
  t.teardown(() => daemon.stop());
  const s = await snmpSwitch({
    trapPort: daemon.port,
    add: `snmp-server enable traps tty
snmp-server enable traps config
snmp-server host ${lab.listener} public
snmp-server host ${lab.listener} version 2c public
`,
  });
  await s.send('configure terminal');
  await s.pass(100);
  const sessions = [await s.login('alice'), await s.login('bob')];
  await Promise.all(sessions.map((session) => session.exit()));
  await s.pass(100);
  const logged = await daemon.atLeast(6);
  t.equal(logged.length, 6);
  t.ok(logged.every(({ sender, principal }) => sender === '127.0.4.1' && principal === 'public'));

  const [changed, changed2] = logged;
  t.match(changed?.v1, {
    enterprise: '1.3.6.1.4.1.9.9.43.2',
    agentAddress: lab.vlan,
    generic: 6,
    specific: 1,
  });
  const event = ['3.1 = 1', '4.1 = 2', '5.1 = 3'].map((text) => `1.3.6.1.4.1.9.9.43.1.1.6.1.${text}`);
  t.same(shown(changed), event);
  t.same(shown(changed2).slice(1), ['1.3.6.1.6.3.1.1.4.1.0 = 1.3.6.1.4.1.9.9.43.2.0.1', ...event]);

  for (const [index, session] of sessions.entries()) {
    const tuple = `${lab.management}.22.${lab.client}.${session.port}`;
    const own = logged.filter(({ varbinds }) => varbinds.some(({ oid }) => oid.endsWith(tuple)));
    const [first, second] = own;
    t.same(
      own.map(({ version }) => version),
      ['v1', 'v2c'],
    );
    t.match(first?.v1, { enterprise: '1.3.6.1.4.1.9', agentAddress: lab.vlan, generic: 6, specific: 1 });
    const six = shown(first);
    t.same(
      six.map((text) => text.replace(/(5\.\d+(?:\.\d+){9} = |13\.1\.1.* = )\d+$/, '$1N')),
      [
        `1.3.6.1.4.1.9.2.9.3.1.1.${index + 2}.1 = 6`,
        `1.3.6.1.2.1.6.13.1.1.${tuple} = N`,
        `1.3.6.1.4.1.9.2.6.1.1.5.${tuple} = N`,
        `1.3.6.1.4.1.9.2.6.1.1.1.${tuple} = ${session.sent}`,
        `1.3.6.1.4.1.9.2.6.1.1.2.${tuple} = ${session.received}`,
        `1.3.6.1.4.1.9.2.9.2.1.18.${index + 2} = ${['alice', 'bob'][index] ?? ''}`,
      ],
    );
    t.same(shown(second).slice(1), ['1.3.6.1.6.3.1.1.4.1.0 = 1.3.6.1.4.1.9.0.1', ...six]);
  }
});

const shown = (trap: LoggedTrap | undefined): string[] =>
  (trap?.varbinds ?? []).map(({ oid, value }) => `${oid} = ${value}`);
