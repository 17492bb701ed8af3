import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { hazardNames } from '../../bench/bench.ts';
import { explain, UsageError } from '../../bench/errors.ts';
import { roleNames } from '../../bench/pco.ts';
import { journalEventSchema } from '../../journal/events.ts';
import { headOf } from '../../lab-topologies/head-of.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../lab-topologies/${name}`, import.meta.url));
const benchEnv = { CONFORM_BENCH_PASSWORD: 'Kq4mSecret', CONFORM_ENABLE_SECRET: 'Enable77' };

t.test('the default topology is the virtual lab, with all hazards granted and a steered clock', async (t) => {
  const topology = loadTopology(shipped('virtual.yaml'), { env: {} });
  t.equal(topology.dut.kind, 'virtual');
  t.equal(topology.clock, 'steered');
  t.strictSame([...topology.grants], [...hazardNames]);
  t.equal(topology.profile.release, '03.03SE');
  t.match(topology.without['alt-image'], /one image only/);
});

t.test('the shipped hardware bench takes its secrets from the environment and grants nothing', async (t) => {
  const topology = loadTopology(shipped('bench-serial.yaml'), { env: benchEnv });
  t.equal(topology.dut.kind, 'hardware');
  t.equal(topology.clock, 'wall');
  t.equal(topology.grants.size, 0);
  t.equal(topology.password.reveal(), 'Kq4mSecret');
  t.equal(topology.enableSecret.reveal(), 'Enable77');
});

t.test('every role of a shipped topology is there, or away for a reason', async (t) => {
  const env = {
    ...benchEnv,
    CONFORM_PEER_PASSWORD: 'Peer4Secret',
    CONFORM_PEER_ENABLE_SECRET: 'PeerEnable7',
  };
  for (const name of ['virtual.yaml', 'bench-serial.yaml', 'two-switches.yaml']) {
    const topology = loadTopology(shipped(name), { env });
    for (const role of roleNames) {
      const has = Object.hasOwn(topology.roles, role);
      t.equal(topology.without[role] === undefined, has, `${name}: ${role}`);
      t.notMatch(topology.without[role], /names no/, `${name}: ${role} has a reason of its own`);
    }
  }
});

t.test('random secrets: 16 letters and digits, a letter first, others each time', async (t) => {
  const seen = new Set<string>();
  for (let time = 0; time < 200; time++) {
    const { password, enableSecret } = loadTopology(shipped('virtual.yaml'), { env: {} });
    for (const secret of [password, enableSecret]) {
      t.match(secret.reveal(), /^[A-Za-z][A-Za-z0-9]{15}$/);
      seen.add(secret.reveal());
    }
  }
  t.equal(seen.size, 400);
});

t.test('the head of the journal says what lab it was, and no secret', async (t) => {
  const topology = loadTopology(shipped('bench-serial.yaml'), { env: benchEnv });
  const head = headOf(topology);
  t.notMatch(JSON.stringify(head), /Kq4mSecret|Enable77/);
  t.strictSame(head.secrets, [
    { name: 'bench-password', role: 'account', length: 10 },
    { name: 'enable-secret', role: 'enable', length: 8 },
  ]);
  const event = {
    ...head,
    type: 'head',
    version: 1,
    tool: { name: 'catalyst-conform', version: '0' },
    runId: 'r',
    startedAt: new Date(0).toISOString(),
    suites: [],
    registry: [],
    seq: 0,
    at: 0,
    wall: 0,
  };
  t.equal(journalEventSchema.safeParse(JSON.parse(JSON.stringify(event))).success, true);
});

t.test('users of SNMP version 3 take their keys from the environment', async (t) => {
  const file = join(t.testdir({}), 'bench.yaml');
  const withUser = (user: string): string => {
    const text = readFileSync(shipped('bench-serial.yaml'), 'utf8')
      .replace(/^ {2}trap-listener: .*\n/m, '')
      .replace(
        '  console: {}\n',
        `  console: {}\n  trap-listener: { address: 192.0.2.10, users: [${user}] }\n`,
      );
    writeFileSync(file, text);
    return file;
  };
  const env = { ...benchEnv, AUTH_KEY: 'authauthauth', PRIV_KEY: 'privprivpriv' };
  const whole =
    '{ name: ops, level: authPriv, auth: { protocol: sha, key: { env: AUTH_KEY } }, priv: { protocol: aes, key: { env: PRIV_KEY } } }';
  const { snmpUsers } = loadTopology(withUser(whole), { env });
  t.match(snmpUsers, [
    { name: 'ops', level: 'authPriv', auth: { protocol: 'sha' }, priv: { protocol: 'aes' } },
  ]);
  t.equal(snmpUsers[0]?.auth?.key.reveal(), 'authauthauth');
  t.equal(snmpUsers[0]?.priv?.key.reveal(), 'privprivpriv');
  t.notMatch(JSON.stringify(headOf(loadTopology(file, { env }))), /authauth|privpriv/);
  const refusal = (env: Record<string, string>): string => {
    try {
      loadTopology(file, { env });
      return 'it was taken';
    } catch (error) {
      return error instanceof UsageError ? explain(error) : String(error);
    }
  };
  t.match(refusal(benchEnv), /the ops-auth in the environment variable AUTH_KEY[^]*bench\.yaml:\d+/);
  withUser('{ name: ops, level: authPriv, auth: { protocol: sha, key: { env: AUTH_KEY } } }');
  t.match(refusal(env), /protocol and key, because level is authPriv/);
});

t.test('a clock other than the one of the file can be asked for, but not steered on hardware', async (t) => {
  t.equal(loadTopology(shipped('virtual.yaml'), { env: {}, clock: 'wall' }).clock, 'wall');
  const error = mistakeIn(() =>
    loadTopology(shipped('bench-serial.yaml'), { env: benchEnv, clock: 'steered' }),
  );
  t.match(error.facts.expected, /the time of a real switch cannot be made to jump/);
});

const virtual = readFileSync(shipped('virtual.yaml'), 'utf8');
const hardware = readFileSync(shipped('bench-serial.yaml'), 'utf8');

/** The error of a topology that was changed in one place, and the line of that place. */
function broken(
  t: Test,
  text: string,
  before: string | RegExp,
  after: string,
  env: Record<string, string> = benchEnv,
) {
  const file = join(t.testdir({}), 'bench.yaml');
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`the test changes nothing: ${String(before)}`);
  writeFileSync(file, changed);
  const error = mistakeIn(() => loadTopology(file, { env }));
  const line = (part: string): number => changed.split('\n').findIndex((one) => one.includes(part)) + 1;
  return { file, error, line };
}

function mistakeIn(load: () => unknown): UsageError {
  try {
    load();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('the topology was taken');
}

const cases: {
  name: string;
  text?: string;
  before: string | RegExp;
  after: string;
  line: string;
  column?: number;
  expected: RegExp;
  got: RegExp;
  next?: RegExp;
  env?: Record<string, string>;
}[] = [
  {
    name: 'an unknown key, with the one that was meant',
    before: 'clock: steered',
    after: 'clok: steered',
    line: 'clok',
    column: 1,
    expected: /one of the keys .*clock/,
    got: /clok/,
    next: /did you mean clock\?/,
  },
  {
    name: 'an unknown key deep inside',
    before: 'vrf: Mgmt-vrf\n    address',
    after: 'vfr: Mgmt-vrf\n    address',
    line: 'vfr',
    column: 5,
    expected: /one of the keys interface, vrf, address/,
    got: /vfr/,
    next: /did you mean vrf\?/,
  },
  {
    name: 'a key of a role that has none',
    before: 'packet-capture: {}',
    after: 'packet-capture: { port: 22 }',
    line: 'packet-capture',
    column: 21,
    expected: /^\{\}: nothing is said of it$/,
    got: /the key port/,
  },
  {
    name: 'a trap listener in a VRF, which the commands of the guide never reach',
    before: 'reach: { host: 127.0.5.10 }',
    after: 'reach: { host: 127.0.5.10 }\n    vrf: RED',
    line: 'vrf: RED',
    expected: /no vrf: the guide's `snmp-server host` names none/,
    got: /"RED"/,
  },
  {
    name: 'a trap port that the guide never types',
    before: 'reach: { host: 127.0.5.10 }',
    after: 'reach: { host: 127.0.5.10 }\n    port: 1162',
    line: 'port: 1162',
    expected: /^162, .*say reach: \{ host, port \}$/,
    got: /1162/,
  },
  {
    name: 'a port of the SSH server that the guide never dials',
    before: 'reach: { host: 127.0.6.20 }',
    after: 'reach: { host: 127.0.6.20 }\n    port: 2222',
    line: 'port: 2222',
    expected: /^22, .*say reach: \{ host, port \}$/,
    got: /2222/,
  },
  {
    name: 'a port that `ip name-server` cannot name',
    before: 'reach: { host: 127.0.6.53 }',
    after: 'reach: { host: 127.0.6.53 }\n    port: 5353',
    line: 'port: 5353',
    expected: /^53, .*say reach: \{ host, port \}$/,
    got: /5353/,
  },
  {
    name: 'two addresses on one interface',
    before: '- interface: Vlan1 ',
    after: '- interface: gigabitethernet0/0 ',
    line: '- interface: gigabitethernet0/0',
    expected: /an interface of its own/,
    got: /"gigabitethernet0\/0"/,
  },
  {
    name: 'one address twice in one VRF',
    before: 'address: 198.51.100.1\n',
    after: 'address: 192.0.2.1\n      vrf: Mgmt-vrf\n',
    line: '      address: 192.0.2.1',
    expected: /an address that GigabitEthernet0\/0 does not have in that VRF/,
    got: /"192\.0\.2\.1"/,
  },
  {
    name: 'a wrong type',
    before: 'privilege: 1',
    after: 'privilege: fifteen',
    line: 'fifteen',
    expected: /number/,
    got: /"fifteen"/,
  },
  {
    name: 'a number out of range',
    before: 'privilege: 1',
    after: 'privilege: 16',
    line: 'privilege: 16',
    expected: /a privilege level from 0 to 15/,
    got: /16/,
  },
  {
    name: 'a missing key, at the map that lacks it',
    before: '    address: 192.0.2.1\n',
    after: '',
    line: 'management:',
    column: 3,
    expected: /text|IPv4/,
    got: /nothing/,
  },
  {
    name: 'no address',
    before: 'address: 192.0.2.1\n',
    after: 'address: 192.0.2.256\n',
    line: '192.0.2.256',
    expected: /an IPv4 address/,
    got: /192\.0\.2\.256/,
  },
  {
    name: 'a kind of DUT that there is not',
    before: 'kind: virtual',
    after: 'kind: simulated',
    line: 'kind: simulated',
    expected: /virtual or hardware/,
    got: /simulated/,
  },
  {
    name: 'a steered clock on hardware',
    text: hardware,
    before: 'clock: wall',
    after: 'clock: steered',
    line: 'clock: steered',
    expected: /wall: the time of a real switch cannot be made to jump/,
    got: /steered/,
  },
  {
    name: 'a password in the file of a hardware bench',
    text: hardware,
    before: '{ env: CONFORM_BENCH_PASSWORD }',
    after: 'hunter2',
    line: 'hunter2',
    expected: /\{ env: NAME \}, never the secret itself/,
    got: /a text \(not repeated here\)/,
  },
  {
    name: 'a random password on hardware',
    text: hardware,
    before: '{ env: CONFORM_ENABLE_SECRET }',
    after: 'random',
    line: 'enableSecret',
    expected: /\{ env: NAME \}/,
    got: /not repeated/,
  },
  {
    name: 'a literal secret on a virtual lab of our own',
    before: 'enableSecret: random',
    after: 'enableSecret: { literal: hunter2 }',
    line: 'hunter2',
    expected: /a literal is accepted only to attach/,
    got: /not repeated here/,
  },
  {
    name: 'an environment variable that is not set',
    text: hardware,
    before: 'name: bench-serial',
    after: 'name: my-bench',
    line: 'CONFORM_ENABLE_SECRET',
    expected: /the enable-secret in the environment variable CONFORM_ENABLE_SECRET/,
    got: /the variable is not set/,
    next: /CONFORM_ENABLE_SECRET/,
    env: { CONFORM_BENCH_PASSWORD: 'Kq4mSecret' },
  },
  {
    name: 'a password that cannot be typed',
    text: hardware,
    before: 'name: bench-serial',
    after: 'name: my-bench',
    line: 'CONFORM_ENABLE_SECRET',
    expected: /without blanks and \?/,
    got: /asks IOS for help/,
    env: { ...benchEnv, CONFORM_ENABLE_SECRET: 'what?ever' },
  },
  {
    name: 'an unknown hazard, with the one that was meant',
    before: 'grants: all',
    after: 'grants: [keys, relaod]',
    line: 'relaod',
    column: 16,
    expected: /one of keys, .*reload/,
    got: /relaod/,
    next: /did you mean reload\?/,
  },
  {
    name: 'an unknown role',
    before: 'alt-image: the',
    after: 'alt-imge: the',
    line: 'alt-imge',
    column: 3,
    expected: /one of the keys console, ssh-client/,
    got: /alt-imge/,
    next: /did you mean alt-image\?/,
  },
  {
    name: 'a role without a driver',
    before: 'roles:\n',
    after: 'roles:\n  alt-image: {}\n',
    line: 'alt-image: {}',
    expected: /no driver for this role is built yet; name it under without/,
    got: /a map/,
  },
  {
    name: 'a role that is there and is not',
    before: 'without:\n',
    after: 'without:\n  console: the cable is lent out\n',
    line: 'lent out',
    expected: /under roles or under without, not under both/,
    got: /lent out/,
  },
  {
    name: 'an unknown profile',
    before: 'profile: 03.03SE',
    after: 'profile: 03.33SE',
    line: '03.33SE',
    expected: /one of .*03\.03SE/,
    got: /03\.33SE/,
    next: /did you mean 03\.03SE\?/,
  },
  {
    name: 'a platform that the profile is not about',
    before: 'WS-C3650-24TS',
    after: 'WS-C3850-24TS',
    line: 'WS-C3850',
    expected: /a WS-C3650/,
    got: /WS-C3850-24TS/,
  },
  {
    name: 'a tty on a virtual lab',
    before: '{ baud: 9600 }',
    after: '{ path: /dev/ttyUSB0, baud: 9600 }',
    line: 'ttyUSB0',
    expected: /one of the keys baud/,
    got: /path/,
  },
  {
    name: 'a speed that no console has',
    before: 'baud: 9600',
    after: 'baud: 9601',
    line: '9601',
    expected: /a line speed such as 9600/,
    got: /9601/,
  },
  {
    name: 'a key that stands there twice',
    before: 'clock: steered',
    after: 'clock: steered\nclock: wall',
    line: 'clock: wall',
    expected: /YAML/,
    got: /^$/,
  },
];

for (const { name, text = virtual, before, after, line, column, expected, got, next, env } of cases) {
  t.test(`refused: ${name}`, async (t) => {
    const { file, error, line: lineOf } = broken(t, text, before, after, env);
    t.equal(error.exitCode, 3);
    const where = `${file}:${lineOf(line)}:`;
    t.ok(error.facts.where?.startsWith(where), `${error.facts.where ?? 'nowhere'} is at ${where}`);
    if (column !== undefined) t.equal(error.facts.where, `${where}${column}`);
    t.match(error.facts.expected, expected);
    t.match(error.facts.got ?? '', got);
    if (next) t.match(error.facts.next, next);
    t.notMatch(explain(error), /hunter2|Kq4mSecret/, 'a secret is not repeated');
  });
}

t.test('several mistakes are told at once', async (t) => {
  const file = join(t.testdir({}), 'bench.yaml');
  writeFileSync(
    file,
    virtual.replace('privilege: 1', 'privilege: 16').replace('grants: all', 'grants: [relaod]'),
  );
  const text = explain(mistakeIn(() => loadTopology(file, { env: {} })));
  t.match(text, /privilege level/);
  t.match(text, /also .*bench\.yaml:\d+:\d+: grants\.0: .*did you mean reload/);
});

t.test('no file, and a file that is not YAML', async (t) => {
  const missing = mistakeIn(() => loadTopology('no/such/bench.yaml', { env: {} }));
  t.match(explain(missing), /no\/such\/bench\.yaml cannot be read[^]*no such file/);
  const file = join(t.testdir({ 'bench.yaml': 'name: virtual\ndut: {kind: virtual\n' }), 'bench.yaml');
  t.match(mistakeIn(() => loadTopology(file, { env: {} })).facts.where, /bench\.yaml:[23]:\d+$/);
});

t.test('a topology to attach by: literal secrets, but for the eyes of the owner only', async (t) => {
  const file = join(t.testdir({}), 'attached.yaml');
  const attach = 'attach: { console: /dev/pts/7, reach: { host: 127.0.2.1, port: 40022 } }';
  const text = virtual
    .replace('  console: { baud: 9600 }', `  console: { baud: 9600 }\n  ${attach}`)
    .replace('password: random', 'password: { literal: Abcdef123456 }')
    .replace('enableSecret: random', 'enableSecret: { literal: Ghijkl123456 }')
    .replace('    dials:', '    attach: { console: /dev/pts/8 }\n    dials:')
    .replace('clock: steered', 'clock: wall');
  writeFileSync(file, text, { mode: 0o600 });
  const topology = loadTopology(file, { env: {} });
  t.equal(topology.password.reveal(), 'Abcdef123456');
  t.equal(topology.secondDevice?.file.attach?.console, '/dev/pts/8');
  t.equal(topology.clock, 'wall');

  chmodSync(file, 0o644);
  const open = mistakeIn(() => loadTopology(file, { env: {} }));
  t.match(explain(open), /only its owner can read[^]*mode 0644[^]*chmod 600/);
  t.notMatch(explain(open), /Abcdef|Ghijkl/);

  writeFileSync(file, text.replace('clock: wall', 'clock: steered'));
  chmodSync(file, 0o600);
  const steered = mistakeIn(() => loadTopology(file, { env: {} }));
  t.match(steered.facts.expected, /only the run that stands up a virtual lab can steer its clock/);
});
