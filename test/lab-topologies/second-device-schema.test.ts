import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { explain, UsageError } from '../../bench/errors.ts';
import { resourcesOf } from '../../lab-topologies/lock/bench-resources.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';

/** The role second-device, in the two topologies that have it. */

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../lab-topologies/${name}`, import.meta.url));
const env = {
  CONFORM_BENCH_PASSWORD: 'Kq4mSecret',
  CONFORM_ENABLE_SECRET: 'Enable77',
  CONFORM_PEER_PASSWORD: 'Peer4Secret',
  CONFORM_PEER_ENABLE_SECRET: 'PeerEnable77',
};

/** What is wrong with a shipped topology in which a text was replaced, and the line on which the new one stands. */
function refused(t: Test, name: string, from: string, to: string) {
  const file = join(t.testdir({}), name);
  const before = readFileSync(shipped(name), 'utf8');
  t.ok(before.includes(from), `${name} has: ${from}`);
  writeFileSync(file, before.replace(from, to));
  try {
    loadTopology(file, { env });
  } catch (error) {
    if (error instanceof UsageError) return { told: explain(error), where: error.facts.where ?? '' };
  }
  throw new Error('it was accepted');
}

t.test('two real switches: the example is a topology', async (t) => {
  const topology = loadTopology(shipped('two-switches.yaml'), { env });
  t.ok(topology.has('second-device'));
  t.match(topology.secondDevice, {
    address: '198.51.100.2',
    port: 22,
    dut: { address: '198.51.100.1', port: 22 },
    account: { username: 'peer', privilege: 1 },
    platform: 'WS-C3650-24TS',
    release: '03.03SE',
  });
  t.equal(topology.secondDevice?.account.password.reveal(), 'Peer4Secret');
  t.equal(topology.secondDevice?.enableSecret.reveal(), 'PeerEnable77');
  const keys = (await resourcesOf(topology)).map(({ key }) => key);
  for (const key of ['tty:/dev/ttyUSB0', 'tty:/dev/ttyUSB1', 'ssh:192.0.2.1:22', 'ssh:198.51.100.2:22']) {
    t.ok(keys.includes(key), `one run at a time holds ${key}`);
  }
  t.strictSame(keys, [...keys].sort(), 'taken in one order, so that two runs cannot wait for each other');
});

t.test('on the virtual lab it has the release of the DUT, whichever is chosen', (t) => {
  t.equal(loadTopology(shipped('virtual.yaml'), { env: {} }).secondDevice?.profile, '03.03SE');
  t.equal(
    loadTopology(shipped('virtual.yaml'), { env: {}, profile: '16.12' }).secondDevice?.profile,
    '16.12',
  );
  t.end();
});

const hardware: [what: string, from: string, to: string, expected: RegExp][] = [
  [
    'a second console on the port of the first',
    'path: /dev/ttyUSB1',
    'path: /dev/ttyUSB0',
    /another serial port than that of the DUT/,
  ],
  ['no second console', 'path: /dev/ttyUSB1', '# none', /path: the serial port that its console cable is on/],
  [
    'an address that the DUT has not',
    'dials: 198.51.100.1',
    'dials: 198.51.100.9',
    /an address of the DUT: 192\.0\.2\.1 or 198\.51\.100\.1/,
  ],
  [
    'two switches of one address',
    'address: 198.51.100.2',
    'address: 198.51.100.1',
    /an address that the DUT does not have/,
  ],
  [
    'a secret by chance',
    'password: { env: CONFORM_PEER_PASSWORD }',
    'password: random',
    /\{ env: NAME \}: a real switch has its own/,
  ],
  [
    'a switch to attach to',
    '    dials:',
    '    attach: { console: /dev/pts/8 }\n    dials:',
    /only a virtual switch can be attached to/,
  ],
  [
    'a release that no profile speaks of',
    'profile: 03.03SE # the same',
    'profile: 03.03S',
    /did you mean 03\.03SE/,
  ],
];
for (const [what, from, to, expected] of hardware) {
  t.test(`two real switches: ${what}`, (t) => {
    const { told, where } = refused(t, 'two-switches.yaml', from, to);
    t.match(told, expected);
    t.match(where, /two-switches\.yaml:\d+:\d+$/);
    t.end();
  });
}

t.test('a variable that is not set is told with its place', (t) => {
  const { CONFORM_PEER_PASSWORD: _unset, ...others } = env;
  try {
    loadTopology(shipped('two-switches.yaml'), { env: others });
    t.fail('it was accepted');
  } catch (error) {
    t.match(explain(error as UsageError), /CONFORM_PEER_PASSWORD[^]*two-switches\.yaml:\d+:\d+/);
  }
  t.end();
});

const virtual: [what: string, from: string, to: string, expected: RegExp][] = [
  [
    'a console cable',
    '    console: { baud: 9600 }\n    management',
    '    console: { path: /dev/ttyUSB1 }\n    management',
    /a virtual switch says itself/,
  ],
  [
    'one attached, the other not',
    '    dials:',
    '    attach: { console: /dev/pts/8 }\n    dials:',
    /attach for both switches of a lab, or for none/,
  ],
];
for (const [what, from, to, expected] of virtual) {
  t.test(`two virtual switches: ${what}`, (t) => {
    const { told } = refused(t, 'virtual.yaml', from, to);
    t.match(told, expected);
    t.end();
  });
}
