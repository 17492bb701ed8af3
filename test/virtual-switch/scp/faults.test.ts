import t from 'tap';
import { passwordInHand } from '../../../virtual-switch/aaa/login-attempt.ts';
import { readFaults } from '../../../virtual-switch/faults.ts';
import { byHand, type ByHand } from './by-hand.ts';

const ok = '\0';
const long = 'x'.repeat(70_000);
const upload = [`C0644 ${long.length} f\n`, long, ok];

/** What one would see of a switch, with a fault and without it. */
const views: Readonly<Record<string, (lab: ByHand) => Promise<unknown>>> = {
  'scp-served-without-command': off,
  'scp-never-served': good,
  'scp-served-until-reload': async (lab) => {
    await good(lab);
    for (const line of ['configure terminal', 'no ip scp server enable', 'end']) await lab.send(line);
    return good(lab);
  },
  'scp-for-any-privilege': ({ speak }) => speak('scp -t flash:f', upload, { as: 'none' }),
  'scp-from-level-14': ({ speak }) => speak('scp -t flash:f', upload, { as: 'fourteen' }),
  'scp-from-level-2': ({ speak }) => speak('scp -t flash:f', upload, { as: 'two' }),
  'scp-refusal-hangs': ({ speak }) => speak('scp -t flash:f', upload, { as: 'two' }),
  'scp-upload-truncated': good,
  'scp-upload-damaged-past-64k': good,
  'scp-upload-not-stored': good,
  'scp-upload-refused': good,
  'scp-end-unanswered': good,
  'scp-download-damaged': packages,
  'scp-download-refused': packages,
  'scp-header-wrong-size': packages,
  'scp-over-version-1-only': good,
  'scp-exit-status-always-0': ({ speak }) => speak('scp -f flash:none', [ok]),
  'scp-partial-file-kept': async (lab) => {
    await lab.speak('scp -t flash:f', ['C0644 9 f\n', 'half']);
    return lab.stored('f');
  },
  'scp-line-not-shown': ({ send }) => send('show running-config | include ^ip scp'),
  'user-privilege-ignored': good,
  'debug-scp-silent-on-refusal': async ({ send, speak, log, device }) => {
    await send('debug ip scp');
    device.syslog.clearBuffer();
    await speak('scp -t flash:f', upload, { as: 'two' });
    return log().replaceAll(/^.*(?=SCP: )/gm, '');
  },
  'debug-scp-tells-password': async ({ send, device, log }) => {
    await send('debug ip scp');
    device.syslog.clearBuffer();
    await device.ssh.authenticate(
      { number: 0, release: () => undefined },
      'copier',
      passwordInHand('Right1'),
    );
    return log().includes('Right1');
  },
  'copy-shorter-than-reported': async (lab) => {
    await lab.send('copy flash:packages.conf flash:f');
    await lab.send('');
    return lab.stored('f');
  },
  'copy-reaches-flash-only': async ({ send }) => {
    await send('copy nvram:startup-config flash:f');
    return (await send('')).replace(/[\d.]+ secs.*/, '');
  },
  'rsh-opened-with-scp': ({ device }) => Promise.resolve(device.seams.rshListens(true)),
};

async function good({ speak, stored }: ByHand): Promise<unknown> {
  return [await speak('scp -t flash:f', upload), stored('f')];
}

async function off(lab: ByHand): Promise<unknown> {
  for (const line of ['configure terminal', 'no ip scp server enable', 'end']) await lab.send(line);
  return good(lab);
}

function packages({ speak }: ByHand): Promise<unknown> {
  return speak('scp -f flash:packages.conf', [ok, ok, ok]);
}

for (const [name, view] of Object.entries(views)) {
  t.test(name, async (t) => {
    const fault = (await readFaults()).find((each) => each.name === name);
    if (fault === undefined) throw new Error(`there is no fault ${name}`);
    const without = await view(await byHand());
    const withFault = await view(await byHand({ faults: [fault] }));
    t.not(JSON.stringify(withFault), JSON.stringify(without), 'it is seen');
  });
}

t.test('every fault about scp and copy is among them', async (t) => {
  const own = (await readFaults())
    .map(({ name }) => name)
    .filter((name) => /^(?:scp|copy|debug-scp|rsh)-/.test(name));
  t.same(
    own.toSorted(),
    Object.keys(views)
      .filter((name) => name !== 'user-privilege-ignored')
      .toSorted(),
  );
});
