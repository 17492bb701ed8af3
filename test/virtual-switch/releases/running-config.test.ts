import t, { type Test } from 'tap';
import { configurationText } from '../../../virtual-switch/configuration/running-config.ts';
import { loadConfiguration } from '../../../virtual-switch/configuration/load.ts';
import { releases } from '../../../virtual-switch/release.ts';
import { aSwitch } from '../a-switch.ts';
import { type Departures, sameForm, transcript } from './transcript.ts';

/** Without what a new switch makes anew. */
const comparable = (text: string) => text.replaceAll(/^ {2}[0-9A-F]{1,8}(?: [0-9A-F]{1,8})* ?$\n/gm, '');

for (const release of releases.keys()) {
  t.test(`${release}: what is shown is taken again, whole, and changes nothing`, async (t) => {
    const { device } = await aSwitch({ release });
    const shown = configurationText(device);
    t.same(await loadConfiguration(device, shown), []);
    t.equal(comparable(configurationText(device)), comparable(shown));
  });
}

t.test('what is saved is what the switch comes up with', async (t) => {
  const { device } = await aSwitch({ release: '17.x' });
  const shown = configurationText(device);
  const second = await aSwitch({ release: '17.x', startup: shown });
  t.equal(comparable(configurationText(second.device)), comparable(shown));
});

async function lastPart(t: Test, release: string, name: string, from: RegExp, departures: Departures) {
  const real = transcript(t, name);
  if (real === undefined) return;
  const { device } = await aSwitch({ release });
  const ours = configurationText(device).split('\n');
  sameForm(t, ours.slice(ours.findIndex((text) => from.test(text))), real, [
    [/^!$/, 'what stands between the parts'],
    [/^ip route/, 'a route of theirs'],
    ...departures,
  ]);
}

for (const release of ['16.3', '16.6', '16.12']) {
  t.test(`${release} ends as a WS-C3650-24TS with 16.6`, (t) =>
    lastPart(t, release, 'show-running-config-line-part--qytang-3650--1', /^ip forward-protocol/, []),
  );
}

t.test('3.3SE ends as a 3850 of its time', (t) =>
  lastPart(t, '03.03SE', 'show-running-config-line-part--hackster-3850--1', /^ip http server/, [
    [/^(?:no )?ip http server/, 'switched off there'],
    [/^wsma|^ profile/, 'agents for management, which are left out'],
    [/^end$/, 'cut in the transcript'],
  ]),
);

t.test('the lines of each train', async (t) => {
  for (const [release, has, hasNot] of [
    [
      '03.02SE',
      ['version 15.0', 'no service password-encryption', 'service compress-config', 'boot-start-marker'],
      ['transceiver type all'],
    ],
    ['03.07E', ['version 15.2', 'spanning-tree mode pvst'], ['control-plane']],
    [
      '16.3',
      ['version 16.3', 'no platform punt-keepalive disable-kernel-core', 'spanning-tree mode rapid-pvst'],
      ['no service password-encryption', 'boot-start-marker'],
    ],
    [
      '16.12',
      ['version 16.12', 'login on-success log', 'no service pad'],
      ['service compress-config', 'ip ssh bulk-mode 131072'],
    ],
    [
      '17.x',
      ['version 17.12', 'service call-home', 'switch 1 provision c9300-24t', 'ip ssh bulk-mode 131072'],
      ['no service pad', 'line aux 0'],
    ],
  ] as const) {
    const { device } = await aSwitch({ release });
    const lines = configurationText(device).split('\n');
    for (const text of has) t.ok(lines.includes(text), `${release} has ${text}`);
    for (const text of hasNot) t.notOk(lines.includes(text), `${release} has no ${text}`);
  }
});

t.test('domain name and lookup are taken in both spellings, and shown in one', async (t) => {
  for (const [release, name, lookup] of [
    ['03.07E', 'ip domain-name x.com', 'no ip domain-lookup'],
    ['16.3', 'ip domain name x.com', 'no ip domain lookup'],
  ] as const) {
    for (const typed of [
      'ip domain-name x.com\nno ip domain-lookup',
      'ip domain name x.com\nno ip domain lookup',
    ]) {
      const { device } = await aSwitch({ release });
      t.same(await loadConfiguration(device, typed), []);
      const lines = configurationText(device).split('\n');
      t.ok(lines.includes(name) && lines.includes(lookup), `${release}: ${typed}`);
    }
  }
});

t.test('ip ssh stands in the order of show-running-config-section-ssh--rikosintie--1', async (t) => {
  const real = transcript(t, 'show-running-config-section-ssh--rikosintie--1');
  if (real === undefined) return;
  const wanted = real.filter((text) => /^(?:ip ssh| {2,3}(?:username|key-hash))/.test(text));
  const { device } = await aSwitch({ release: '16.12' });
  // Typed in another order, each block whole.
  const typed = [...wanted.slice(5), ...wanted.slice(0, 5)].map((text) => text.replace('Vlan10', 'Vlan1'));
  t.same(await loadConfiguration(device, typed.join('\n')), []);
  const lines = configurationText(device).split('\n');
  const from = lines.findIndex((text) => text.startsWith('ip ssh'));
  sameForm(t, lines.slice(from, from + wanted.length), wanted, [[/source-interface/, 'no Vlan10 here']]);
});

t.test('a password is hashed as the train does, and taken again', async (t) => {
  for (const [release, type] of [
    ['03.07E', 5],
    ['16.6', 5],
    ['16.12', 9],
    ['17.x', 9],
  ] as const) {
    const { send, device } = await aSwitch({ release, at: 'config' });
    await send('username lab secret Right1');
    const shown = /^username lab secret (\d) /m.exec(configurationText(device));
    t.equal(Number(shown?.[1]), type, release);
    const again = await aSwitch({ release, startup: configurationText(device) });
    t.same(again.device.configuration.users.get('lab'), device.configuration.users.get('lab'), release);
  }
  const later = await aSwitch({ release: '16.12', at: 'config' });
  t.match(await later.send('username lab secret 9 abc'), 'do not specify type 9 encryption');
});
