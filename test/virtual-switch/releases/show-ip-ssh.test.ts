import t, { type Test } from 'tap';
import { loadConfiguration } from '../../../virtual-switch/configuration/load.ts';
import { aSwitch } from '../a-switch.ts';
import { type Departures, sameForm, transcript } from './transcript.ts';

/** `show ip ssh` after these commands, on a terminal of 80 columns or on one without end. */
async function showIpSsh(release: string, commands: readonly string[], width: number): Promise<string[]> {
  const { send, device } = await aSwitch({ release });
  const settings = commands.filter((text) => !text.startsWith('crypto key'));
  await loadConfiguration(device, ['no logging console', ...settings].join('\n'));
  await send('configure terminal');
  for (const text of commands.filter((one) => one.startsWith('crypto key'))) await send(text);
  await send('end');
  await send('terminal length 0');
  await send(`terminal width ${width}`);
  return (await send('show ip ssh')).split('\n').slice(1, -1);
}

const key: Departures = [
  [/^ssh-rsa /, 'another key'],
  [/^[A-Za-z0-9+/]{40,}={0,2}$|^[A-Za-z0-9+/]+={1,2}$/, 'and the rest of it'],
];
const name: Departures[number] = [
  /^IOS Keys in SECSH format\(ssh-rsa/,
  'the author shows no key, or another',
];

/** The part of a transcript between these two lines. */
const within = (lines: readonly string[], first: RegExp, last?: RegExp) => {
  const from = lines.findIndex((text) => first.test(text));
  const to = last === undefined ? -1 : lines.findIndex((text) => last.test(text));
  return lines.slice(from, to < 0 ? undefined : to + 1);
};

async function like(
  t: Test,
  release: string,
  file: string,
  options: { commands?: string[]; width?: number; until?: RegExp; departures: Departures },
): Promise<void> {
  const real = transcript(t, file);
  if (real === undefined) return;
  const { commands = [], width = 0, until, departures } = options;
  const ours = await showIpSsh(release, commands, width);
  sameForm(t, within(ours, /^SSH Enabled/, until), within(real, /^SSH Enabled/, until), departures);
}

t.test('3.3SE: the lines of 15.0 and 15.1', (t) =>
  like(t, '03.03SE', 'show-ip-ssh--netacad-s1--1', {
    commands: ['ip ssh version 2', 'ip ssh time-out 90', 'ip ssh authentication-retries 2'],
    until: /^IOS Keys/,
    departures: [],
  }),
);

for (const release of ['03.06E', '03.07E']) {
  t.test(`${release}: the lines of 15.2E on a terminal of 80 columns`, (t) =>
    like(t, release, 'show-ip-ssh--muninn-issue-1048--1', {
      commands: ['ip ssh version 2'],
      width: 80,
      departures: key,
    }),
  );
  t.test(`${release}: and of XE 3.16 without end`, (t) =>
    like(t, release, 'show-ip-ssh--oxidized-2564--1', {
      commands: ['ip ssh version 2'],
      departures: [name, ...key],
    }),
  );
  t.test(`${release}: and of a switch with a labelled key`, (t) =>
    like(t, release, 'show-ip-ssh--switch-demo-key--1', {
      commands: ['ip ssh rsa keypair-name DEMO', 'crypto key generate rsa label DEMO modulus 1024'],
      departures: [[/^Encryption Algorithms:/, 'builds of 15.2E are with and without cbc'], ...key],
    }),
  );
}

for (const release of ['16.3', '16.6', '16.12']) {
  t.test(`${release}: the lists of 15.7`, (t) =>
    like(t, release, 'show-ip-ssh--opensysadmins-1941--1', { until: /^KEX/, departures: [] }),
  );
  t.test(`${release}: a 3850 with 16.12.3a as it is configured`, (t) =>
    like(t, release, 'show-ip-ssh--rikosintie--1', {
      commands: [
        'ip ssh rsa keypair-name SSH-KEYS',
        'ip ssh version 2',
        'ip ssh dh min size 4096',
        'ip ssh server algorithm mac hmac-sha2-256 hmac-sha2-512',
        'ip ssh server algorithm encryption aes256-ctr aes192-ctr aes128-ctr',
        'ip ssh server algorithm kex diffie-hellman-group14-sha1',
        'crypto key generate rsa label SSH-KEYS modulus 1024',
      ],
      until: /^IOS Keys/,
      departures: [],
    }),
  );
}

t.test('17.x: the lines of 17.1x, with the size of the key and none of a curve', async (t) => {
  const commands = ['ip ssh time-out 60', 'ip ssh authentication-retries 2'];
  await like(t, '17.x', 'show-ip-ssh--iol17-lab--3', {
    commands,
    departures: [name, [/^ssh-rsa /, 'another key'], [/^[A-Za-z0-9+/]{40,} *$/, 'and the rest of it']],
  });
  const lines = await showIpSsh('17.x', commands, 0);
  t.match(lines.at(-2), /^[A-Za-z0-9+/]{60,} +$/, 'blanks fill the last line of the key');
  t.equal(lines.at(-2)?.length, 80);
});

t.test('17.x on a terminal of 80 columns', (t) =>
  like(t, '17.x', 'show-ip-ssh--muninn-issue-1006--1', {
    width: 80,
    until: /^Minimum expected/,
    departures: [
      [
        /^Algorithms:(?:ssh-rsa,)?ecdsa|^19,x509|^sh-ed25519,|^521,rsa|^a2-nistp521|^512,rsa|^512$/,
        'a later one without ssh-rsa',
      ],
      [/^MAC|^Algorithms:hmac|^-256,hmac/, 'and with two codes more'],
    ],
  }),
);

t.test('without a key: down, in the words of the release', async (t) => {
  for (const [release, first, second] of [
    [
      '03.03SE',
      'SSH Disabled - version 1.99',
      /^%Please create RSA keys to enable SSH \(and of atleast 768 bits for SSH v2\)\.$/,
    ],
    ['16.12', 'SSH Disabled - version 1.99', /^%Please create RSA keys/],
    [
      '17.x',
      'SSH Disabled - version 2.0',
      /^%Please create EC or RSA keys to enable SSH \(and of atleast 2048 bits for SSH v2 in case of RSA\)\.$/,
    ],
  ] as const) {
    const { send } = await aSwitch({ release, at: 'config' });
    await send('crypto key zeroize rsa');
    await send('yes');
    const lines = (await send('do show ip ssh')).split('\n');
    t.equal(
      lines.find((text) => text.startsWith('SSH ')),
      first,
      release,
    );
    t.ok(
      lines.some((text) => second.test(text)),
      release,
    );
    t.ok(lines.includes('IOS Keys in SECSH format(ssh-rsa, base64 encoded): NONE'), release);
  }
});
