import t, { type Test } from 'tap';
import { aSwitch } from '../a-switch.ts';
import { type Departures, sameForm, transcript } from './transcript.ts';

async function showVersion(release: string): Promise<string[]> {
  const { send } = await aSwitch({ release });
  await send('terminal length 0');
  return (await send('show version')).split('\n').slice(1, -1);
}

/** Notices of licence and export, which are cut short here. */
function withoutNotices(lines: readonly string[]): string[] {
  let quiet = false;
  return lines.filter((text) => {
    if (/^(?:licensed under the GNU|This product contains crypt)/.test(text)) quiet = true;
    const shown = !quiet;
    if (/^(?:software\.|licensed under.*"GPL"\) Version 2\.0\.|export@cisco\.com\.)$/.test(text))
      quiet = false;
    return shown;
  });
}

const ports: Departures[number] = [
  /^\d+ (?:Ten|Forty|TwentyFive|\d*\s?Gig).*interfaces?$/,
  'other boxes have other ports',
];

async function likeTranscript(t: Test, release: string, name: string, departures: Departures): Promise<void> {
  const real = transcript(t, name);
  if (real === undefined) return;
  sameForm(t, withoutNotices(await showVersion(release)), withoutNotices(real), [ports, ...departures]);
}

t.test('3.6E is that of a WS-C3650-48PQ, line by line', (t) =>
  likeTranscript(t, '03.06E', 'show-version--utah-3650--2', []),
);

t.test('and of a stack with another number, which is asked for by it', (t) =>
  likeTranscript(t, '03.06.08.E', 'show-version--bruber-3650--1', [
    [/^Cisco IOS Software, IOS-XE/, 'the tag goes with the number'],
    [/^Copyright/, 'as does the year'],
    [/^BOOTLDR/, 'and the boot loader'],
    [/^System image file/, 'run from a bundle'],
    [/icense Level:/, 'another licence'],
    [/(?:INSTALL|BUNDLE) *$/, 'run from a bundle'],
  ]),
);

t.test('3.7E is that of a 3850', (t) => likeTranscript(t, '03.07E', 'show-version--utah-3850--1', []));

for (const release of ['03.02SE', '03.03SE']) {
  t.test(`${release}: unrecorded, the form of 3.6E`, (t) =>
    likeTranscript(t, release, 'show-version--utah-3650--2', [
      [/^Cisco IOS Software, IOS-XE/, 'the number'],
      [/^Copyright|^Cisco IOS-XE software/, 'the years'],
      [/^\* +1/, 'the number in the table'],
    ]),
  );
}

t.test('16.3 is near a 3850 with a build of 16.4', (t) =>
  likeTranscript(t, '16.3', 'show-version--genieparser--5', [
    [/^Cisco IOS Software \[/, 'an experimental build is told in another way'],
    [/^Technical Support/, 'and has no support'],
    [/^Copyright|^Cisco IOS-XE software/, 'the years'],
    [/^BOOTLDR/, 'another boot loader'],
    [/^System image file/, 'booted from the network'],
    [/^ip\w+k9 /, 'another licence'],
    [/^\*? +\d +\S+ +WS-|^Switch 0|^---------$|^Switch uptime +:/, 'a stack'],
    [/(?:Files|Flash) at \w+-\d:/, 'a stack'],
    [/^(?:Base Eth|Motherboard|Model|System Serial)/, 'a stack: once for each member'],
  ]),
);

t.test('17.x is near a C9300 with a build of 17.6', (t) =>
  likeTranscript(t, '17.x', 'show-version--muninn--3', [
    [/^Cisco IOS (?:XE )?Software[ ,]/, 'a build is told in another way'],
    [/^Technical Support/, 'and has no support'],
    [/^Copyright|^Cisco IOS-XE software/, 'the years'],
    [/^BOOTLDR/, 'another boot loader'],
    [/^System restarted at/, 'its clock was not set'],
    [/^System image file/, 'run from a bundle'],
    [/AIR/, 'the licence of a wireless controller'],
    [/^Smart Licensing Status/, 'never registered'],
    [/^\* +1/, 'run from a bundle'],
  ]),
);

t.test('the first lines of each train, as its devices print them', async (t) => {
  const family = 'Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSALK9-M), Version';
  for (const [release, first] of [
    ['16.3', [`Cisco IOS Software [Denali], ${family} 16.3.7, RELEASE SOFTWARE (fc4)`]],
    [
      '16.6',
      [
        'Cisco IOS XE Software, Version 16.06.08',
        `Cisco IOS Software [Everest], ${family} 16.6.8, RELEASE SOFTWARE (fc3)`,
      ],
    ],
    [
      '16.12',
      [
        'Cisco IOS XE Software, Version 16.12.07',
        `Cisco IOS Software [Gibraltar], ${family} 16.12.7, RELEASE SOFTWARE (fc2)`,
      ],
    ],
    [
      '16.12.3a',
      [
        'Cisco IOS XE Software, Version 16.12.03a',
        `Cisco IOS Software [Gibraltar], ${family} 16.12.3a, RELEASE SOFTWARE (fc2)`,
      ],
    ],
  ] as const) {
    t.same((await showVersion(release)).slice(0, first.length), first, release);
  }
});

t.test('the table of switches: below its heading, with the number as the train writes it', async (t) => {
  for (const [release, number, image] of [
    ['03.03SE', '03.03SE', 'cat3k_caa-universalk9'],
    ['16.3', '16.3.7', 'CAT3K_CAA-UNIVERSALK9'],
    ['16.6', '16.6.8', 'CAT3K_CAA-UNIVERSALK9'],
    ['16.12', '16.12.07', 'CAT3K_CAA-UNIVERSALK9'],
    ['17.x', '17.12.04', 'CAT9K_IOSXE'],
  ] as const) {
    const lines = await showVersion(release);
    const heading = lines.find((text) => text.startsWith('Switch Ports')) ?? '';
    const row = lines.find((text) => text.startsWith('*    1')) ?? '';
    for (const [title, value] of [
      ['SW Version', number],
      ['SW Image', image],
      ['Mode', 'INSTALL'],
    ] as const) {
      t.equal(row.slice(heading.lastIndexOf(title)).split(' ')[0], value, `${release}, ${title}`);
    }
  }
});

t.test('16.12 tells its licences as smart ones', async (t) => {
  const text = (await showVersion('16.12')).join('\n');
  t.match(text, /\nNone {16}\tSubscription Smart License {4}\t None +\n\n\nSmart Licensing Status: /);
  t.match(text, '0K bytes of WebUI ODM Files at webui:.');
});

t.test('the log of a restart names the release', async (t) => {
  const { device } = await aSwitch({ release: '16.12' });
  const restart = device.syslog.buffered.find((text) => text.includes('SYS-5-RESTART')) ?? '';
  t.match(
    restart,
    /System restarted --\nCisco IOS Software \[Gibraltar\], .*Version 16\.12\.7, RELEASE SOFTWARE/,
  );
});
