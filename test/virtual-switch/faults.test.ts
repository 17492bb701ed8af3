import t from 'tap';
import { type Fault, readFaults } from '../../virtual-switch/faults.ts';
import { aSwitch } from './a-switch.ts';

/** The two procedures that the faults are about, with what they may meet; gives all that was seen. */
async function walk(faults: readonly Fault[]): Promise<string> {
  const { device, send, pass, terminal } = await aSwitch({
    at: 'user',
    startup:
      'service timestamps log datetime msec\nenable secret Right1\nip ssh time-out 90\nline con 0\n exec-timeout 0 0\nend\n',
    faults,
  });
  let seen = '';
  const type = async (...lines: string[]) => {
    for (const line of lines) seen += await send(line);
  };
  const served = () => {
    const settings = device.ssh.settings();
    seen += `\n[${settings?.ident ?? 'down'} ${settings?.protocolVersions.join() ?? ''}]\n`;
  };
  await type('configure terminal');
  if (device.seams.prompt({ hostname: 'x', privilege: 15, mode: 'config' }) !== 'x#') await type('end');
  await type('enable', 'Wrong1');
  if (seen.endsWith('Password: ')) await type('Right1');
  if (seen.endsWith('Password: ')) await type('Right1');
  await type('show ip ssh', 'configure terminal', 'hostname cisco7200', 'ip domain-name example.com');
  await type('do show running-config | include ^hostname|domain', 'crypto key generate rsa modulus 768');
  seen += await pass(100);
  served();
  await type('do show ip ssh');
  for (const line of [
    'time-out 60',
    'authentication-retries 2',
    'time-out 45',
    'version 1',
    'version 2',
    'version',
  ]) {
    await type(`ip ssh ${line}`, 'do show ip ssh | include Enabled|Auth');
    served();
  }
  await type('no ip ssh version', 'do show ip ssh | include Enabled|Auth');
  served();
  await type('exit');
  seen += await pass(100);
  await type('show running-config | include ^hostname|domain|^ip ssh', 'configure terminal', 'no hostname');
  served();
  await type('end');
  seen += await pass(100);
  await type('disable', 'enable');
  if (seen.endsWith('Password: ')) await type('Right1');
  terminal.type('exit\r');
  seen += await pass(100);
  terminal.type('\r');
  seen += await pass(100);
  return seen
    .replaceAll(/(?<=encoded\):\n)(?:(?!.*[#>]).*\n)+/g, '')
    .replaceAll(/\*?\w{3} [ \d]\d \d\d:\d\d:\d\d\.\d{3}/g, 'TIME')
    .replaceAll(/elapsed time was \d+/g, 'elapsed time was N');
}

t.test('without faults the procedures go as the guide has them, every time alike', async (t) => {
  const seen = await walk([]);
  t.equal(await walk([]), seen);
  for (const expected of [
    /cisco7200\(config\)#ip domain-name example\.com\ncisco7200\(config\)#/,
    /hostname cisco7200\n/,
    /SSH Enabled - version 1\.5\nAuthentication timeout: 45 secs; Authentication retries: 2\n/,
    /\[SSH-1\.5-Cisco-1\.25 1\]/,
    /\[SSH-2\.0-Cisco-1\.25 2\]/,
    /exit\ncisco7200#\nTIME: %SYS-5-CONFIG_I: Configured from console by console\n?/,
    /no hostname\nSwitch\(config\)#/,
    /Switch>$/,
  ]) {
    t.match(seen.replaceAll('consoleshow', 'console\nshow'), expected);
  }
});

t.test('each fault changes what is seen', async (t) => {
  const healthy = await walk([]);
  // Those of other procedures have tests of their own.
  const own = (await readFaults()).filter(({ requirements }) =>
    requirements.some((id) => /^SSH2-(?:VSTAT|HOST)-/.test(id)),
  );
  for (const fault of own) {
    t.not(await walk([fault]), healthy, `${fault.name}: ${fault.title}`);
  }
});

t.test('every requirement that a switch can violate has a fault', async (t) => {
  const tied = new Set((await readFaults()).flatMap(({ requirements }) => requirements));
  for (let number = 1; number <= 7; number += 1) t.ok(tied.has(`SSH2-VSTAT-00${number}`), `VSTAT ${number}`);
  for (let number = 1; number <= 12; number += 1) {
    const id = `SSH2-HOST-${String(number).padStart(3, '0')}`;
    t.ok(tied.has(id), id);
  }
});

t.test('names are those of the files and unique', async (t) => {
  const names = (await readFaults()).map(({ name }) => name);
  t.equal(new Set(names).size, names.length);
});
