import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { clientOffer } from '../../../virtual-switch/ssh-client/client-offer.ts';
import { requestOf } from '../../../virtual-switch/ssh-client/request.ts';
import type { SshSessionFacts } from '../../../virtual-switch/ssh/host.ts';
import { chooseGroup } from '../../../protocols/ssh2/group-exchange.ts';
import { aSshSwitch } from './a-ssh-switch.ts';

/** Of these, test/virtual-switch/faults.test.ts sees what they do at the prompts. */
const ofOthers = new Set([
  'console-hangs-after-exit',
  'enable-gives-no-privilege',
  'enable-keeps-user-prompt',
  'privilege-survives-exit',
]);
const suites = /^(?:SSH2-VCON|SSH1-GEN|SSH1-FEAT|SCP-FEAT|SSH2-FEAT-00[1345])/;
const faults = (await readFaults()).filter(
  ({ requirements, name }) => requirements.some((id) => suites.test(id)) && !ofOthers.has(name),
);

const remote = { address: '127.0.0.1', port: 50_000, localAddress: '192.0.2.1', localPort: 22 };
const alice: SshSessionFacts = {
  version: 2,
  username: 'alice',
  state: 'Session started',
  in: { cipher: 'aes128-ctr', mac: 'hmac-sha1' },
  out: { cipher: 'aes256-cbc', mac: 'hmac-md5' },
  remote,
};

const des = { cipher: 'DES', mac: '' };
const carol: SshSessionFacts = { ...alice, version: 1, username: 'carol', in: des, out: des };

/** What one sees of the switch on the way through `show-ssh` and `platform-gate`. */
async function walk(fault?: Fault): Promise<Record<string, unknown>> {
  const { send, keys, device, server } = await aSshSwitch(t, { faults: fault === undefined ? [] : [fault] });
  const seen: Record<string, unknown> = {};
  const ask = async (...beginnings: string[]) => {
    for (const beginning of beginnings) {
      seen[beginning] = await keys(`${beginning} ?`);
      await keys('\x15');
    }
  };
  await send('terminal length 0');
  seen['show version'] = (await send('show version')).replaceAll(/.*(?:uptime|restarted).*\n/g, '');
  await ask('ssh', 'ssh -v', 'debug ip', 'debug ip ssh');
  const { ciphers } = clientOffer(device.configuration, device.release, device.seams, requestOf({}));
  seen['proposed by the client'] = ciphers;
  await send('configure terminal');
  await ask('ip ssh', 'ip ssh version', 'ip ssh dh', 'ip ssh rsa', 'ip scp');
  await send('ip ssh version 1');
  seen['served in version 1'] = device.ssh.settings()?.protocolVersions;
  await send('no ip ssh version');
  await send('end');

  const settings = device.ssh.settings();
  if (settings === undefined) throw new Error('SSH is down');
  seen['offered'] = { ...settings, hostKey: settings.hostKey.type };
  const asked = { min: 4096, preferred: 4096, max: 4096 };
  seen['group'] = chooseGroup(asked, settings.dhMinBits, settings.groupBits)?.bits;
  seen['greeting'] = await greeting(server);

  const shown = async (what: string) => (seen[what] = await send('show ssh'));
  await shown('idle');
  const lines = [device.ssh.takeLine(remote), device.ssh.takeLine(remote)];
  for (const [index, line] of lines.entries()) {
    if (line !== undefined)
      device.ssh.sessionChanged(line, index === 0 ? alice : { ...alice, username: 'bob' });
  }
  await shown('two');
  lines[0]?.release();
  await shown('one');
  lines[1]?.release();
  await shown('none');
  const both = [device.ssh.takeLine(remote), device.ssh.takeLine(remote)];
  for (const [index, line] of both.entries()) {
    if (line !== undefined) device.ssh.sessionChanged(line, index === 0 ? carol : alice);
  }
  await shown('both');
  for (const line of both) line?.release();
  return seen;
}

/** What the server says by itself. */
async function greeting(server: { port: number; address: string }): Promise<string> {
  const socket = connect(server.port, server.address);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  await once(socket, 'close');
  return bytes.toString('latin1');
}

t.test('without faults all is alike every time', async (t) => {
  const healthy = await walk();
  t.same(await walk(), healthy);
  t.equal(healthy['greeting'], 'SSH-1.99-Cisco-1.25\n');
  t.equal(healthy['group'], 4096);
  t.match(
    healthy['two'],
    /0 +2\.0 +IN +aes128-ctr +hmac-sha1 +Session started +alice\n0 +2\.0 +OUT +aes256-cbc +hmac-md5 +Session started +alice\n1 /,
  );
  t.match(healthy['two'], '%No SSHv1 server connections running.');
  t.match(healthy['none'], /%No SSHv2 .*\n%No SSHv1 /);
});

t.test('each fault changes something that is seen, and little else', async (t) => {
  const healthy = await walk();
  t.ok(faults.length >= 28, 'they are there');
  for (const fault of faults) {
    const seen = await walk(fault);
    const changed = Object.keys(healthy).filter(
      (key) => JSON.stringify(seen[key]) !== JSON.stringify(healthy[key]),
    );
    t.ok(changed.length > 0 && changed.length <= 4, `${fault.name} changes ${changed.join(', ')}`);
  }
});

t.test('each requirement of the two suites that a switch can violate has a fault', async (t) => {
  const tied = new Set((await readFaults()).flatMap(({ requirements }) => requirements));
  for (const id of [
    ...['SSH2-VCON-001', 'SSH2-VCON-002', 'SSH2-VCON-003', 'SSH2-VCON-004', 'SSH2-VCON-006', 'SSH2-VCON-008'],
    ...['SSH1-GEN-001', 'SSH1-GEN-002', 'SSH1-GEN-003', 'SSH1-FEAT-001', 'SCP-FEAT-001'],
    ...['SSH2-FEAT-001', 'SSH2-FEAT-003', 'SSH2-FEAT-004', 'SSH2-FEAT-005'],
  ]) {
    t.ok(tied.has(id), id);
  }
});
