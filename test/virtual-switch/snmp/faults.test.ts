import t from 'tap';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { decodeMessage } from '../../../virtual-switch/snmp/message.ts';
import { lab, type SnmpSwitch, snmpSwitch } from './snmp-switch.ts';

const faults = (await readFaults()).filter(({ requirements }) =>
  requirements.some((id) => id.startsWith('SNMP-') || id === 'SSH2-FEAT-002'),
);

/** A session on a vty as the SSH server tells of it; only the bytes do not go over a wire. */
function session({ device }: SnmpSwitch, unit: number, user: string) {
  const line = device.vtys[unit];
  if (line === undefined) throw new Error(`there is no vty ${unit}`);
  const remote = { address: lab.client, port: 50_000 + unit, localAddress: lab.management, localPort: 22 };
  const { connections } = device.snmp;
  connections.opened(line, remote, { bytesIn: 1056, bytesOut: 1392, state: 11 }, 'ssh');
  line.user = user;
  connections.loggedIn(line, user);
  return {
    end: (by: 'switch' | 'client') => {
      if (by === 'switch') connections.endedHere(line);
      connections.closed(line);
      line.user = undefined;
    },
  };
}

/** What one sees of a switch on the way through the guide's procedure; nothing in it differs each time. */
async function walk(fault?: Fault): Promise<Record<string, unknown>> {
  const s = await snmpSwitch({ faults: fault === undefined ? [] : [fault] });
  const { snmp } = s.device.configuration;
  await s.configure('snmp-server community public ro');
  const agentOn = snmp.agentOn;
  const host = `snmp-server host ${lab.listener} public tty`;
  const rejected = /^% /m.test(await s.configure(host, 'snmp-server enable traps config'));
  const running = (await s.output('show running-config | include snmp-server host')).split('\n')[0];
  const confirmed = /debugging is on/.test(await s.send('debug snmp packet'));

  session(s, 0, 'alice').end('switch');
  await s.pass(50);
  const notEnabled = s.traps.all.length;
  await s.configure('snmp-server enable traps tty');
  const [left, stays] = [session(s, 0, 'alice'), session(s, 1, 'bob')];
  await s.pass(31_000);
  const meanwhile = s.traps.all.length;
  s.terminal.output = '';
  left.end('switch');
  await s.pass(50);
  stays.end('client');
  await s.pass(50);
  s.device.snmp.received(Buffer.alloc(3), { host: lab.listener, port: 40_000 }, lab.vlan);
  await s.pass(50);

  const printed = s.terminal.output.split(/[\r\n]+/).filter((line) => /^SNMP:|^ \S+ = /.test(line));
  return {
    ...{ agentOn, rejected, running, confirmed, notEnabled, meanwhile },
    traps: s.traps.all.slice(meanwhile).map(({ bytes }) => described(bytes).map(timeless)),
    printed: printed.map(timeless),
  };
}

/** Without the time elapsed, which differs each time. */
const timeless = (line: string) => line.replace(/(?<=(?:ltcpConnEntry|9\.2\.6\.1\.1)\.5\.\S+ = )\d+/, 'N');

function described(datagram: Buffer): string[] {
  try {
    const { version, community, pdu } = decodeMessage(datagram);
    const { varbinds, ...head } = pdu;
    return [
      `${version} ${community} ${JSON.stringify({ ...head, upTime: undefined })}`,
      ...varbinds.map(
        ({ oid, value }) => `${oid} = ${'value' in value ? String(value.value) : ''} ${value.type}`,
      ),
    ];
  } catch (error) {
    return [String(error)];
  }
}

t.test('without faults it goes as the guide has it, every time alike', async (t) => {
  const [seen, again] = await Promise.all([walk(), walk()]);
  t.same(again, seen);
  t.match(seen, {
    ...{ agentOn: true, rejected: false, confirmed: true, notEnabled: 0, meanwhile: 0 },
    running: `snmp-server host ${lab.listener} public  tty`,
  });
  t.equal((seen['traps'] as unknown[]).length, 2);
});

t.test('each fault changes what is seen', async (t) => {
  t.ok(faults.length >= 37);
  const healthy = await walk();
  const waiting = [...faults];
  const work = async () => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      t.strictNotSame(await walk(fault), healthy, `${fault.name}: ${fault.title}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
});

t.test('every requirement that a switch can violate has a fault', async (t) => {
  const tied = new Set(faults.flatMap(({ requirements }) => requirements));
  const debug = [1, 3, 4, 5, 6, 7, 8, 9].map((number) => `SNMP-DBG-00${number}`);
  const traps = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `SNMP-TRAP-00${number}`);
  for (const id of [...debug, ...traps, 'SSH2-FEAT-002']) t.ok(tied.has(id), id);
});
