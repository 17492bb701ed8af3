import t from 'tap';
import { aSwitch } from '../a-switch.ts';
import { sameForm, transcript } from './transcript.ts';

/** The question about the modulus, and what follows `modulus N`. */
const question = /^Choose the size of the key modulus in the range of (\d+) to (\d+) for your$/m;

t.test('range and default of the modulus go with the train', async (t) => {
  for (const [release, from, offered] of [
    ['03.02SE', 512, 512],
    ['03.07E', 512, 512],
    ['16.6', 512, 1024],
    ['17.x', 2048, 2048],
  ] as const) {
    const { send, device } = await aSwitch({ release, at: 'config' });
    const asked = await send('crypto key generate rsa label K');
    t.same(question.exec(asked)?.slice(1), [String(from), '4096'], release);
    t.match(asked, `How many bits in the modulus [${offered}]: `, release);
    t.match(await send(''), `% Generating ${offered} bit RSA keys`, release);
    t.equal(device.keys.named('K')[0]?.modulusBits, offered, release);
  }
});

t.test('the dialog of 16.x is that of crypto-key-generate-rsa--sw-lab-1024--1', async (t) => {
  const real = transcript(t, 'crypto-key-generate-rsa--sw-lab-1024--1');
  if (real === undefined) return;
  const { send } = await aSwitch({ release: '16.12', at: 'config' });
  const ours = [
    ...(await send('crypto key generate rsa label K')).split('\n'),
    ...(await send('2048')).split('\n').slice(1),
  ];
  const unindented = (lines: readonly string[]) => lines.map((text) => text.trim());
  sameForm(t, unindented(ours), unindented(real), [
    [/crypto key generate rsa/, 'the command as it was typed'],
    [/^The name for the keys will be/, 'left out by the author'],
    [/^How many bits/, 'with a remark of the author'],
    [/^\[OK\]/, 'another processor'],
    [/^Switch\(config\)#$/, 'the prompt after it'],
  ]);
});

t.test('17.x takes no short modulus: crypto-key-generate-rsa--iol17-lab--3', async (t) => {
  const { send } = await aSwitch({ release: '17.x', at: 'config' });
  for (const bits of [768, 1024]) {
    t.match(await send(`crypto key generate rsa modulus ${bits}`), "% Invalid input detected at '^' marker.");
  }
  t.match(await send('crypto key generate rsa label K modulus 2048'), /elapsed time was 1 seconds/);
});

t.test('17.x shows the size of a key: show-crypto-key-mypubkey-rsa--genieparser--2', async (t) => {
  const real = transcript(t, 'show-crypto-key-mypubkey-rsa--genieparser--2');
  if (real === undefined) return;
  const { send } = await aSwitch({ release: '17.x', at: 'config' });
  await send('crypto key generate rsa label test_rsa modulus 2048');
  await send('end');
  await send('terminal length 0');
  const ours = (await send('show crypto key mypubkey rsa test_rsa')).split('\n').slice(1, -1);
  sameForm(t, ours, real, [[/^ {2}[0-9A-F]{8} |^ {2}[0-9A-F]+ 0001$/, 'another key']]);
});

t.test('16.12 does not: show-crypto-key-mypubkey-rsa--rikosintie--1', async (t) => {
  const real = transcript(t, 'show-crypto-key-mypubkey-rsa--rikosintie--1');
  if (real === undefined) return;
  const { send } = await aSwitch({ release: '16.12', at: 'config' });
  await send('crypto key generate rsa label RSA-SSH-Key exportable modulus 1024');
  await send('end');
  await send('terminal length 0');
  const ours = (await send('show crypto key mypubkey rsa RSA-SSH-Key')).split('\n').slice(0, -1);
  sameForm(t, ours, real, [[/^ {2}[0-9A-F]+(?: [0-9A-F]+)*$/, 'another key']]);
});

t.test('the key that the switch makes for itself, and the end of its certificate', async (t) => {
  for (const [release, bits, ending] of [
    ['03.06E', 1024, '200101000000Z'],
    ['16.12', 2048, '300101000000Z'],
    ['17.x', 2048, undefined],
  ] as const) {
    const { device } = await aSwitch({ release });
    t.equal(device.keys.all[0]?.modulusBits, bits, release);
    const [lines = []] = device.configuration.certificates.values();
    const text = Buffer.from(lines.join('').replaceAll(' ', ''), 'hex').toString('latin1');
    const year = String(device.calendar.now.getUTCFullYear() + 10).slice(2);
    t.match(text, ending ?? new RegExp(`\\x17\\r${year}\\d{10}Z`), release);
  }
});
